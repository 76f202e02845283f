"""What is typed waits for a pause, in one field at a time, and belongs to a burst."""

from ebel_wizard.ui.state.typing_buffer import Typing, TypingBuffer


def typing(key: str, step_id: str = "adim") -> Typing:
    return Typing(key, lambda: None, step_id)


def test_what_is_typed_is_held_until_it_is_taken() -> None:
    buffer = TypingBuffer()
    assert not buffer
    assert buffer.take() is None
    name = typing("name")
    assert buffer.put(name) is None
    assert buffer
    assert buffer.holds("name")
    assert not buffer.holds("address")
    assert buffer.take() is name
    assert not buffer
    assert not buffer.holds("name")


def test_typing_on_replaces_what_the_field_was_holding() -> None:
    buffer = TypingBuffer()
    buffer.put(typing("name"))
    later = typing("name")
    assert buffer.put(later) is None
    assert buffer.take() is later


def test_typing_elsewhere_hands_back_what_another_field_was_holding() -> None:
    buffer = TypingBuffer()
    name, address = typing("name"), typing("address")
    buffer.put(name)
    assert buffer.put(address) is name
    assert buffer.take() is address


def test_commits_of_one_field_are_one_burst_until_something_interrupts_it() -> None:
    buffer = TypingBuffer()
    assert not buffer.continues_burst("name")
    assert buffer.continues_burst("name")
    assert not buffer.continues_burst("address")
    assert not buffer.continues_burst("name")
    buffer.end_burst()
    assert not buffer.continues_burst("name")


def test_leaving_a_field_ends_its_own_burst_only() -> None:
    buffer = TypingBuffer()
    buffer.continues_burst("name")
    buffer.end_burst("address")
    assert buffer.continues_burst("name")
    buffer.end_burst("name")
    assert not buffer.continues_burst("name")
