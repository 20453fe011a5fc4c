"""The days of festivals and seasons that deadlines are tied to: 春节前, 国庆节前, 汛期来临前."""

import datetime as dt

from search.wordlists import words

FIRST_YEAR = 2000
LAST_YEAR = 2050

# Month and day of lunar festivals, one for each year from FIRST_YEAR to LAST_YEAR, computed with lunardate 0.3.
_LUNAR = {
    "春节": words(
        """
            0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208
            0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131
            0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123
        """
    ),
    "端午": words(
        """
            0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612 0602 0620 0609
            0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601
            0620 0610 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604 0623
        """
    ),
    "中秋": words(
        """
            0912 1001 0921 0911 0928 0918 1006 0925 0914 1003 0922 0912 0930 0919 0908 0927 0915
            1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908
            0927 0916 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911 0930
        """
    ),
    "重阳": words(
        """
            1006 1025 1014 1004 1022 1011 1030 1019 1007 1026 1016 1005 1023 1013 1002 1021 1009
            1028 1017 1007 1025 1014 1004 1023 1011 1029 1018 1008 1026 1016 1005 1024 1012 1001
            1020 1009 1027 1017 1007 1026 1014 1003 1022 1011 1029 1018 1008 1027 1016 1005 1024
        """
    ),
}

_FIXED = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "建党节": (7, 1),
    "八一": (8, 1),
    "十一": (10, 1),
    "国庆": (10, 1),
    "圣诞": (12, 25),
}

# Days after 春节 (the first day of the first lunar month).
_AFTER_NEW_YEAR = {"春节": 0, "新春": 0, "元宵": 14, "除夕": -1}

FESTIVALS = (*_FIXED, *_AFTER_NEW_YEAR, "清明", "端午", "中秋", "重阳")


def festival_date(name: str, year: int) -> dt.date | None:
    """The day of a festival in a year; None where the festival or the year is not in the tables."""
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if name in _AFTER_NEW_YEAR:
        return _lunar("春节", year) + dt.timedelta(days=_AFTER_NEW_YEAR[name])
    if name == "清明":
        return dt.date(year, 4, _qingming(year % 100))
    return _lunar(name, year) if name in _LUNAR else None


def _lunar(name: str, year: int) -> dt.date:
    day = _LUNAR[name][year - FIRST_YEAR]
    return dt.date(year, int(day[:2]), int(day[2:]))


def _qingming(year_of_century: int) -> int:
    """The day in April of 清明: the usual formula for solar terms, right for every year of this century."""
    return int(year_of_century * 0.2422 + 4.81) - year_of_century // 4
