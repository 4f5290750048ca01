"""Texts: what is done from home."""

from campaign.values import Dutch, Task
from tools.samples.wording import Wording

TEXTS = (
    Wording(
        "beeldbellen",
        Task.TALKING_DUTCH,
        "",
        "Nederlands oefenen via beeldbellen",
        "Je belt met beeld met iemand die Nederlands leert en overdag voor de kinderen zorgt. Een half uur "
        "is genoeg. Wij sturen elke week drie onderwerpen om over te praten. Je zit gewoon thuis op de "
        "bank.",
        "weekly weekday 20:00-21:00",
        (3, 8),
        dutch=Dutch.GOOD,
        online=True,
        most=1,
    ),
    Wording(
        "sommen",
        Task.SCHOOL_HELP,
        "",
        "Sommen oefenen op een scherm",
        "Je helpt een kind van elf een half uur per week met rekenen, via de computer. Jullie zien "
        "dezelfde sommen. De juf kiest ze en belt jou af en toe. Rekenen tot groep 7 is genoeg.",
        "weekly weekday 16:30-17:30",
        (2, 6),
        dutch=Dutch.LITTLE,
        online=True,
        most=1,
    ),
    Wording(
        "vertalen",
        Task.OTHER,
        "",
        "Een korte tekst vertalen in jouw taal",
        "Onze uitnodigingen zijn vijf zinnen lang, en wij spreken alleen Nederlands. Spreek jij ook Pools, "
        "Tigrinya, Somali of iets anders? Je vertaalt thuis, wanneer je wilt. Ben je eens in de buurt, dan "
        "eet je mee.",
        "free",
        (2, 8),
        online=True,
        likes="language; food",
        most=1,
    ),
    Wording(
        "inspreken",
        Task.LIBRARY,
        "",
        "Een verhaal inspreken met je telefoon",
        "Voor mensen die moeilijk lezen spreken we korte verhalen in. Je krijgt een tekst van twee "
        "bladzijden en leest hem thuis voor in je telefoon. Je mag het zo vaak overdoen als je wilt. Elke "
        "stem is welkom, ook met een accent.",
        "free",
        (2, 6),
        dutch=Dutch.GOOD,
        online=True,
        most=1,
    ),
    Wording(
        "meekijken",
        Task.COMPUTERS,
        "",
        "Op afstand meekijken met een oudere",
        "Iemand zit vast op de computer en belt ons. Jij kijkt mee op het scherm en zegt rustig waar de "
        "knop zit. Je doet een avond per maand, of vaker. Weet je het niet, dan vraag je het in onze "
        "groep.",
        "free weekday evening",
        (2, 5),
        dutch=Dutch.GOOD,
        online=True,
        min_age=18,
        most=1,
    ),
    Wording(
        "brievenvriend",
        Task.COMPANY,
        "",
        "Schrijf een brief aan een oudere",
        "Je schrijft een brief of een lang bericht aan iemand in een verzorgingshuis. Wij drukken het "
        "groot af en brengen het langs. Je vertelt over je dag, je hond of je werk. Na een week krijg je "
        "antwoord.",
        "free",
        (3, 8),
        dutch=Dutch.LITTLE,
        online=True,
        most=1,
    ),
)
