"""Promise 2, first half: every route says who may open it, and the reference says what it shows."""

from nearward.web.urls import urlpatterns
from tests.house.routes import LIBRARY, WHO, documented, routes


def test_every_route_says_who_may_open_it() -> None:
    assert [route.name for route in routes() if route.who not in WHO] == []


def test_the_table_of_library_views_names_no_view_of_ours_and_none_that_is_gone() -> None:
    marked = {pattern.name for pattern in urlpatterns if hasattr(pattern.callback, "audience")}
    assert set(LIBRARY) & marked == set()
    assert set(LIBRARY) - {route.name for route in routes()} == set()


def test_every_route_is_in_the_reference_as_it_is_and_nothing_else_is() -> None:
    ours = {(route.path, route.name, route.who) for route in routes()}
    theirs = {(row.path, row.name, row.who) for row in documented().values()}
    assert ours - theirs == set(), "not in docs/reference/routes.md"
    assert theirs - ours == set(), "in docs/reference/routes.md, but not in the house"


def test_the_reference_says_of_every_route_what_it_shows_and_its_methods() -> None:
    for row in documented().values():
        assert row.shows, row.name
        assert set(row.methods) <= {"GET", "POST"}, row.name
        assert row.methods, row.name
