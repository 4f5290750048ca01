"""From where one looks further: where people begin, and what members and the team see of what happened."""

_JOIN = "keep/on?a1p{place}"
_YES = f"citizen: {_JOIN} > reply/{{one}}/yes"
_PLAN = f"{_YES} > share/{{one}}/name > share/{{one}}/send"

DOORS = (
    "start",
    "ask?a1p{place}",
    "ask?a0p{place}",
    "lost",
    "start = @friend",
    "start = @poster",
    f"citizen: {_JOIN}",
    f"{_YES}",
    f"{_YES} > share/{{one}}/name",
    _PLAN,
    f"{_PLAN} > plan/{{one}}",
    f"{_PLAN} > plan/{{one}}/when",
    f"{_PLAN} > cancel/{{one}}",
    "neighbour: plan/{one}",
    "neighbour: did/1",
    "neighbour: invitation/1",
    "neighbour: met/1",
    "neighbour: mention/1",
    "neighbour: stop",
)
"""Where a citizen begins to look around."""

DESKS = (
    "member: desk",
    "member: quick",
    "member: opps",
    "member: opp/{one}",
    "member: asks/1",
    "member: intros",
    "member: intro/1",
    "member: theask/1",
    "member: asks/2",
    "member: asks/2/check",
    "member: intro/1/agree > intro/1/1",
    "member: opp/{one}/copy",
    "team: team",
    "team: weeks",
    "team: ready",
    "team: team/preview",
    "team: team/org/{organisation}",
    "team: team/trials",
    "team: team/trials/how",
    "team: team/ask/1",
    "team: team/report/1",
    "team: team/texts/{one}/nl",
)
"""What members and the team look at."""
