"""Templates name other templates; a name that leads nowhere is a page that fails when opened."""

from jinja2 import meta


def test_every_template_that_is_named_is_there(app):
    environment = app.jinja_env
    there = set(environment.list_templates(extensions=["html", "xml"]))
    nowhere = [
        f"{name} names {named}"
        for name in sorted(there)
        for named in meta.find_referenced_templates(environment.parse(_source(environment, name)))
        if named is not None and named not in there
    ]

    assert there
    assert not nowhere


def _source(environment, name):
    return environment.loader.get_source(environment, name)[0]
