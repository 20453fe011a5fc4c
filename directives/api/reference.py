"""The OpenAPI description as a page lists it: groups of addresses with their parameters and answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 4  # levels of fields within fields


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as a table and a form show it."""

    name: str
    kind: str
    description: str
    choices: list[str]
    many: bool
    in_path: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an answer, with the names of those it stands in: `results[].meeting.title`."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address."""

    id: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    fields: list[Field]

    @property
    def can_be_tried(self) -> bool:
        """Whether a form can ask: it has nothing to fill into the path."""
        return not any(parameter.in_path for parameter in self.parameters)


@dataclass(slots=True)
class Group:
    """Addresses that belong together."""

    name: str
    title: str
    addresses: list[Address] = field(default_factory=list)


def groups(schema: dict[str, Any]) -> list[Group]:
    """In: the description. Out: its addresses by their tags, in order."""
    found = {tag["name"]: Group(tag["name"], tag["description"]) for tag in schema["tags"]}
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        answer = operation["responses"][200]["content"]["application/json"]["schema"]
        parameters = [_parameter(described) for described in operation["parameters"]]
        found[operation["tags"][0]].addresses.append(
            Address(
                operation["operationId"],
                path,
                operation["summary"],
                operation.get("description", ""),
                parameters,
                list(_fields(answer, schema["components"]["schemas"])),
            )
        )
    return list(found.values())


def _parameter(described: dict[str, Any]) -> Parameter:
    schema = described["schema"]
    many = schema["type"] == "array"
    value = schema["items"] if many else schema
    kind = value.get("format") or value["type"]
    return Parameter(
        described["name"],
        f"{kind} …" if many else kind,
        described.get("description", ""),
        value.get("enum", []),
        many,
        described["in"] == "path",
        value.get("default"),
    )


def _fields(schema: dict[str, Any], known: dict[str, Any], within: str = "", depth: int = 0) -> Iterator[Field]:
    """The fields of an answer, those of the objects in it after them."""
    shape = known[_name(schema)] if "$ref" in schema else schema
    for name, described in shape.get("properties", {}).items():
        kind, inner = _kind(described)
        yield Field(within + name, kind, described.get("description", ""))
        if inner and depth < DEEPEST and known[_name(inner)] is not shape:
            dot = "[]." if kind.startswith("[") else "."
            yield from _fields(inner, known, f"{within}{name}{dot}", depth + 1)


def _kind(described: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """(what a value is, the reference to its own shape where it is an object)."""
    if "anyOf" in described:
        kinds = [_kind(one) for one in described["anyOf"]]
        return " | ".join(kind for kind, _ in kinds), next((inner for _, inner in kinds if inner), None)
    if "$ref" in described:
        return "object", described
    if described.get("type") == "array":
        kind, inner = _kind(described.get("items", {})) if "items" in described else ("integer", None)
        return f"[{kind}]", inner
    return described.get("format") or described.get("type", ""), None


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]
