"""What a text is used as, told by the code: a button, a short notice, an entry of the command menu."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Key = tuple[str | None, str]
"""Context and text."""

BUTTON, NOTICE, COMMAND = "Button", "Notice", "Command"
LABELLED = {"Link", "Outside", "Copy", "InChat"}
"""What has a label for its first argument."""
WITH_ROWS = {"Prepared"}
"""What has rows of labels, each with where it leads."""
MENUS = {"everybody", "own"}
"""The functions of dialogs/menus.py whose texts stand in Telegram's command menu."""


@dataclass
class _Module:
    """The functions and the constants of one file, and what its names stand for that it takes from others."""

    tree: ast.Module
    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


Scope = tuple[str, str]
"""A module and a function in it; "" outside every function."""


class _Finder:
    """Follows an expression back to the texts that it may come from, through names, calls and arguments."""

    def __init__(self, folder: Path) -> None:
        self.modules = {
            ".".join(path.relative_to(folder.parent).with_suffix("").parts): _read(path)
            for path in sorted(folder.rglob("*.py"))
        }
        self.found: dict[Key, set[str]] = defaultdict(set)
        self._calls: dict[Scope, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        self._done: set[tuple[int, Scope, str]] = set()
        self._starts: list[tuple[ast.expr, Scope, str]] = []
        for name, module in self.modules.items():
            self._survey(name, module)

    def run(self) -> dict[Key, set[str]]:
        """Every text that is something else than words on a screen, and what."""
        for expression, scope, kind in self._starts:
            self._follow(expression, scope, kind)
        return self.found

    def _survey(self, name: str, module: _Module) -> None:
        for scope, body in [("", module.tree), *module.functions.items()]:
            for node in ast.walk(body):
                if not isinstance(node, ast.Call):
                    continue
                called = _called(node)
                if target := self._target(node, name):
                    self._calls[target].append((node, (name, scope)))
                if called in LABELLED:
                    labels = node.args[:1] or [one.value for one in node.keywords if one.arg == "label"]
                    self._starts += [(label, (name, scope), BUTTON) for label in labels]
                if called in WITH_ROWS:
                    told = [one.value for one in node.keywords if one.arg == "rows"]
                    self._starts += [(rows, (name, scope), BUTTON) for rows in told]
                if called == "toasted":
                    self._starts += [(node.args[0], (name, scope), NOTICE)]
                self._starts += [
                    (one.value, (name, scope), {"toast": NOTICE, "locate": BUTTON}[one.arg])
                    for one in node.keywords
                    if one.arg in ("toast", "locate")
                ]
            if name.endswith(".menus") and scope in MENUS:
                self._starts += [(one, (name, scope), COMMAND) for one in _returned(body)]

    def _follow(self, expression: ast.AST, scope: Scope, kind: str) -> None:
        if (id(expression), scope, kind) in self._done:
            return
        self._done.add((id(expression), scope, kind))
        if isinstance(expression, ast.Call):
            if key := said(expression):
                self.found[key].add(kind)
                return
            if target := self._target(expression, scope[0]):
                for one in _returned(self.modules[target[0]].functions[target[1]]):
                    self._follow(one, target, kind)
            parts: list[ast.AST] = [*expression.args, *(one.value for one in expression.keywords)]
            if isinstance(expression.func, ast.Attribute | ast.Subscript):
                parts.append(expression.func.value)
        elif isinstance(expression, ast.Name):
            parts = list(self._sources(expression.id, scope, kind))
        elif isinstance(expression, ast.IfExp):
            parts = [expression.body, expression.orelse]
        elif isinstance(expression, ast.Subscript):
            parts = [expression.value]
        elif isinstance(expression, ast.Dict):
            parts = list(expression.values)
        elif isinstance(expression, ast.Lambda):
            parts = [expression.body]
        elif isinstance(expression, ast.ListComp | ast.GeneratorExp | ast.SetComp):
            parts = [expression.elt]
        elif isinstance(expression, ast.Compare | ast.Constant | ast.Attribute):
            parts = []
        else:
            parts = list(ast.iter_child_nodes(expression))
        for part in parts:
            self._follow(part, scope, kind)

    def _target(self, call: ast.Call, module: str) -> Scope | None:
        """The function that is called, where it is one of ours."""
        here, name = self.modules[module], _called(call)
        if isinstance(call.func, ast.Name):
            target = (module, name) if name in here.functions else here.imports.get(name, ("", ""))
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            holder = call.func.value.id
            target = (".".join(here.imports[holder]), name) if holder in here.imports else (module, name)
            if holder not in ("self", "cls", *here.imports):
                return None
        else:
            return None
        return (
            target if target[0] in self.modules and target[1] in self.modules[target[0]].functions else None
        )

    def _sources(self, name: str, scope: Scope, kind: str) -> Iterator[ast.expr]:
        """What a name may stand for: assigned, gone through, or handed in by who calls."""
        module = self.modules[scope[0]]
        function = module.functions.get(scope[1])
        if name in module.constants:
            yield module.constants[name]
        elif name in module.imports and module.imports[name][0] in self.modules:
            there, known = module.imports[name]
            if constant := self.modules[there].constants.get(known):
                self._follow(constant, (there, ""), kind)
        for node in ast.walk(function) if function else ():
            match node:
                case ast.Assign(targets=[target], value=value) if name in _names(target):
                    yield value
                case ast.AnnAssign(target=ast.Name(id=found), value=value) if found == name and value:
                    yield value
                case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                    yield value
                case ast.For(target=target, iter=value) if name in _names(target):
                    yield value
                case ast.comprehension(target=target, iter=value) if name in _names(target):
                    yield value
        if function:
            names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
            keywords = {one.arg for one in function.args.kwonlyargs} | set(names)
            if name in keywords:
                place = names.index(name) if name in names else None
                for call, there in self._calls[scope]:
                    handed = [one.value for one in call.keywords if one.arg == name]
                    if place is not None and place < len(call.args):
                        handed.append(call.args[place])
                    for one in handed:
                        self._follow(one, there, kind)


def said(call: ast.Call) -> Key | None:
    """The text that a call says, None where it says none."""
    words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    name = _called(call)
    if name in ("say", "plural") and words:
        return None, words[0]
    return (words[0], words[1]) if name == "about" and len(words) > 1 else None


def kinds(folder: Path) -> dict[Key, set[str]]:
    """Every text below a folder that is a button, a notice or a command, and which of these."""
    return _Finder(folder).run()


def _read(path: Path) -> _Module:
    module = _Module(ast.parse(path.read_text(encoding="utf-8")))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            module.functions[node.name] = node
        elif isinstance(node, ast.ImportFrom) and node.module:
            module.imports.update({one.asname or one.name: (node.module, one.name) for one in node.names})
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            module.constants[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            module.constants[node.target.id] = node.value
    return module


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", None) or getattr(call.func, "attr", None) or "")


def _returned(function: ast.AST) -> list[ast.expr]:
    return [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
