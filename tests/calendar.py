"""The sample campaign for tests, with an event that is told in Dutch alone."""

from dataclasses import replace
from pathlib import Path

from bot.campaign_file import load_campaign
from campaign.weeks import Campaign

SAMPLE = Path(__file__).parent.parent / "samples" / "campaign.toml"


def sample_campaign() -> Campaign:
    """The campaign of the sample file, its last event in Dutch only."""
    campaign = load_campaign(SAMPLE)
    *others, last = campaign.events
    dutch = replace(last, titles={"nl": last.titles["nl"]}, texts={"nl": last.texts["nl"]})
    return replace(campaign, events=(*others, dutch))
