"""The day that the addresses of a page's pictures tell."""

import pytest

from meetings.readers import txt
from meetings.readers.uploads import uploaded_on


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ('<img src="/upload/image/20200618/6372801_5.jpg">', "2020-06-18"),
        ('<img alt="" src="/u/cms/aq/202607/04081233.jpg" />', "2026-07"),
        ("<img src='/uploads/allimg/171030/2-1710301A.jpg'>", "2017-10-30"),
        ('<a href="./P020210115598.pdf">附件</a><img src="./W020210114998.jpg">', "2021-01-14"),
        ('<img src="/files/2019-03/21/a.png">', "2019-03-21"),
        ('<img src="/a/20190321/1.jpg"><img src="/a/20200101/2.jpg">', None),
        ('<img src="/images/logo.png"><a href="/item/20235.html">', None),
        ("会议于/20200618/召开", None),
        ('<img src="/u/20180600/1.jpg">', None),
        ('<img src="/u/20180231/1.jpg">', None),
        ('<link href="/css/20230101/site.css"><script src="/js/20150304/a.js"></script>', None),
        ('<a href="/zwgk/202402/t20240205_9.html">下一篇</a>', None),
    ],
)
def test_pictures_tell_when_a_page_was_made(page: str, day: str | None) -> None:
    assert uploaded_on(page) == day


def test_a_page_without_a_date_is_as_old_as_its_pictures() -> None:
    page = '<p>会商会7月3日召开。</p><img src="/u/202607/04.jpg">'.encode()
    assert txt.read("会商.txt", page).uploaded_on == "2026-07"
