"""The verbs of saying of the genre, for every rule that looks for them."""

# By which a meeting or a leader lays something down.
INSISTS = "强调指出|强调|指出|要求"
# By which somebody says anything.
STATES = f"{INSISTS}|表示|认为|提出|说|讲|希望"
