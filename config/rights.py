"""What each group of users may do, as a table."""

# By Django's names of actions: the part of a permission's codename before the first underscore.
Rights = dict[str, tuple[str, ...]]

EVERYTHING = ("view", "add", "change", "delete")
READ: Rights = {"directives": ("view",), "meetings": ("view",)}
GROUPS: dict[str, Rights] = {
    # Browses and searches by sector.
    "officer": READ,
    # Searches, counts, exports, traces every hit to its source, and sees who changed what and who signed in.
    "auditor": {"directives": ("view", "export", "log"), "meetings": ("view",), "axes": ("view",)},
    # Brings in transcripts and corrects what was understood of them.
    "loader": {"directives": (*EVERYTHING, "export"), "meetings": EVERYTHING, "procrastinate": ("view",)},
    # All of that, and gives accounts their groups.
    "administrator": {
        "directives": (*EVERYTHING, "export", "log"),
        "meetings": EVERYTHING,
        "procrastinate": ("view",),
        "auth": EVERYTHING,
        "axes": ("view", "delete"),
    },
}
GROUP_NAMES = {"officer": "安全员", "auditor": "审计员", "loader": "载入员", "administrator": "管理员"}
# Groups with something to do in the administration; a member's account is made staff.
STAFF = {"auditor", "loader", "administrator"}
