"""The command line: each command imports only what it needs, so that all but the talking ones start fast."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

USAGE = 2
"""The exit code for settings or words on the command line that cannot be used."""
UNFORESEEN = """\
Nobody foresaw this. The line above tells where it went wrong; what a database or a file said is left out,
since it may be somebody's words. Pass that line on to whoever looks after the program."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 it went wrong, 2 it was asked wrongly."""
    asked = _parser().parse_args(arguments)
    from bot import logs
    from bot.settings import BadSettings, load

    logs.set_up("text", "warning")
    try:
        settings = load()
        logs.set_up(settings.log_format, "warning")  # a process that stays has its own way of it
        command: Callable[[Settings, argparse.Namespace], int] = asked.command
        return command(settings, asked)
    except BadSettings as error:
        for fault in error.faults:
            print(f"{error.where}{fault}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from storage.migrations import Unreachable

        if isinstance(error, Unreachable):
            print(f"{error}\nLook at DATABASE_URL.", file=sys.stderr)
        else:
            logs.ends(error)
            print(UNFORESEEN, file=sys.stderr)
        return 1


def _has_no_token(settings: Settings) -> bool:
    if settings.bot_token is None:
        print(
            "BOT_TOKEN is not set. Get a token from @BotFather and set it, or try the bot without one:\n"
            "    python -m bot demo",
            file=sys.stderr,
        )
    return settings.bot_token is None


def _run(settings: Settings, _asked: argparse.Namespace) -> int:
    if _has_no_token(settings):
        return USAGE
    from bot.ending import run as process
    from bot.running import run

    return process(run(settings))


def _demo(settings: Settings, asked: argparse.Namespace) -> int:
    try:
        from bot.demo import demo
    except ModuleNotFoundError as missing:
        print(
            f"The demo needs the package {missing.name}, which a bot in earnest does not. Run: make demo\n"
            "or install what it needs: pip install -r requirements-dev.lock",
            file=sys.stderr,
        )
        return 1
    return asyncio.run(demo(settings, database=asked.database))


def _web(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.ending import run as process
    from bot.serving import web

    return process(web(settings))


def _worker(settings: Settings, _asked: argparse.Namespace) -> int:
    if _has_no_token(settings):
        return USAGE
    from bot.ending import run as process
    from bot.working import work

    return process(work(settings))


def _clock(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.clockwork import clockwork
    from bot.ending import run as process

    return process(clockwork(settings))


def _doctor(settings: Settings, _asked: argparse.Namespace) -> int:
    from bot.doctor import doctor

    return doctor(settings)


def _backup(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.backup import backup

    return backup(settings, asked.where, force=asked.force)


def _migrate(settings: Settings, _asked: argparse.Namespace) -> int:
    from storage.migrations import migrate

    print(migrate(settings.database))
    return 0


def _import(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.feeds import import_centres, import_file

    if asked.centres:
        return import_centres(settings, asked.file, dry_run=asked.dry_run)
    if not asked.source:
        print("Say where the opportunities come from: --source NAME", file=sys.stderr)
        return 2
    return import_file(
        settings,
        asked.file,
        source=asked.source,
        dry_run=asked.dry_run,
        close_missing=asked.close_missing,
    )


def _export(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.what == "report":
        return _report(settings, asked)
    asked.format = asked.format or "csv"
    exchanged = asked.what == "opportunities" and asked.format != "xlsx"
    if exchanged and asked.since is asked.until is asked.week is None:
        from bot.feeds import export_file

        return export_file(settings, asked.format, asked.output, source=asked.source, force=asked.force)
    if fault := _unfit(asked):
        print(fault, file=sys.stderr)
        return USAGE
    from bot.exports.command import export

    return export(settings, asked)


def _report(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.format or asked.source:
        print("A report is a page of HTML: leave --format and --source out", file=sys.stderr)
        return USAGE
    from bot.exports.command import report

    return report(settings, asked)


def _unfit(asked: argparse.Namespace) -> str | None:
    """What does not go together on the command line, in a sentence."""
    if asked.format == "jobposting" or asked.source:
        return "jobposting and --source are for opportunities: export opportunities --format jobposting"
    if asked.what == "opportunities" and asked.format != "xlsx":
        return "Opportunities are those of now, and need no days: export opportunities --format csv"
    return None


def _preview(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.previewing import preview

    return preview(settings, asked.since, asked.until, citizen_id=asked.citizen, output=asked.csv)


def _texts(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.texts import commands

    match asked.what:
        case "export":
            return commands.export_sheet(
                asked.language, asked.output, with_page=not asked.sheet_only, database=settings.database
            )
        case "import":
            return commands.import_sheet(asked.file, skip_bad=asked.skip_bad)
        case "preview":
            from bot.texts.preview import preview

            return preview(asked.language, asked.output)
    return commands.report()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Vraagbot asks people to do one small thing nearby."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str, command: Callable[[Settings, argparse.Namespace], int], words: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(command=command)
        return made

    add(
        "run",
        _run,
        "run the bot on Telegram, all in one process, without a webhook: one that is set is removed",
    )
    demo = add("demo", _demo, "run bot and sandbox with sample data; needs no token and no network")
    demo.add_argument("--database", metavar="URL", help="keep the demo's data here (default: demo.sqlite)")
    add(
        "web",
        _web,
        "serve the pages that links and posters open for whoever has no Telegram and, with WEBHOOK_URL, "
        "take webhooks; any number",
    )
    add("worker", _worker, "deliver what is planned, beside web and clock; any number")
    add("clock", _clock, "run what happens by the clock, beside web and worker; of several one leads")
    add("doctor", _doctor, "look whether settings, campaign, database and token are well; changes nothing")
    add("migrate", _migrate, "bring the database up to date")
    copy = add("backup", _backup, "write the whole database to a file, while the bot goes on")
    copy.add_argument(
        "where", metavar="FILE|FOLDER/", help="a folder keeps one for each time, and none for over 30 days"
    )
    copy.add_argument("--force", action="store_true", help="write over a file that is there")
    bring = add("import", _import, "read opportunities from a CSV or Volunteering Data file")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--source", metavar="NAME", help="where opportunities come from; always the same")
    bring.add_argument(
        "--centres", action="store_true", help="the file lists local volunteer centres, all there are"
    )
    bring.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    bring.add_argument(
        "--close-missing",
        action="store_true",
        help="close what is no longer in the file even when that is more than a third",
    )
    _export_parser(add("export", _export, "write what happened, or what there is to do, to a file"))
    look = add("preview", _preview, "tell who would get what, when and in which words, and who not and why")
    look.add_argument(
        "--from", dest="since", metavar="MOMENT", help="2027-01-18 or 2027-01-18T11:00; default: now"
    )
    look.add_argument("--to", dest="until", metavar="MOMENT", help="default: 14 days later")
    look.add_argument("--citizen", type=int, metavar="ID", help="one citizen alone, by number")
    look.add_argument("--csv", type=Path, metavar="FILE", help="write every message with its words")
    _texts_parser(
        add("texts", _texts, "translate: texts as a spreadsheet out and in, a report, and a preview")
    )
    return parser


def _export_parser(parser: argparse.ArgumentParser) -> None:
    what = ("replies", "asks", "funnel", "ledger", "opportunities", "all", "report")
    parser.add_argument("what", choices=what, help="report: a page to read and to print")
    parser.add_argument("--since", metavar="DAY", help="the first day, like 2027-01-18")
    parser.add_argument("--until", metavar="DAY", help="the last day, which counts too")
    parser.add_argument("--week", metavar="NAME", help="the days of this asking week instead")
    formats = ("csv", "xlsx", "json", "jobposting")
    parser.add_argument("--format", choices=formats, help="default: csv; jobposting: opportunities alone")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="default: a name that tells what it is; of opportunities that are no xlsx, standard output",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--language",
        choices=("nl", "en"),
        default="nl",
        help="of the report, and of what explains the columns",
    )
    parser.add_argument(
        "--source", default="", metavar="NAME", help="only opportunities that came from there"
    )


def _texts_parser(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    export = kinds.add_parser(
        "export", help="write the texts of a language to a spreadsheet (XLSX), beside a page of its screens"
    )
    export.add_argument("language", metavar="LANG")
    export.add_argument("--output", type=Path, metavar="FILE", help="default: texts-LANG.xlsx")
    export.add_argument("--sheet-only", action="store_true", help="without the page, in a second")
    bring = kinds.add_parser("import", help="take a spreadsheet in; nothing of it where a line is wrong")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--skip-bad", action="store_true", help="leave out the lines that are wrong")
    kinds.add_parser("report", help="tell what each language misses, and what was read by a native reader")
    look = kinds.add_parser("preview", help="write every screen in a language as one page (HTML)")
    look.add_argument("language", metavar="LANG")
    look.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
