import os
import socket
import sys
import threading

import pytest

from evaltoolkit.batch.warm.wire import Launch, Lines, WireError, receive_launch, send_launch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files travel over Unix sockets")


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def launch(**environment):
    return Launch(["python"], ["-f", "k.json"], environment, "/", [])


def test_a_launch_arrives_whole_with_its_open_files_however_large_the_environment_is(ends):
    ours, theirs = ends
    asked = launch(LARGE="甲" * 300_000, ODD=os.fsdecode(b"\xff\xfe"))
    reader, writer = os.pipe()
    sender = threading.Thread(target=send_launch, args=(ours, asked, [reader, writer, writer]))
    sender.start()
    received, files = receive_launch(theirs)
    sender.join()
    os.write(files[1], b"through")

    assert received == asked
    assert os.read(reader, 7) == b"through"
    for file in (reader, writer, *files):
        os.close(file)


def test_a_client_that_goes_away_in_mid_line_is_noticed(ends):
    ours, theirs = ends
    ours.sendall(b'{"interpreter": [')
    ours.close()

    with pytest.raises(WireError):
        receive_launch(theirs)


def test_lines_that_come_in_pieces_or_together_are_told_apart():
    lines = Lines()

    assert [lines.feed(piece) for piece in (b'{"pid"', b': 1}\n{"ready": true}\n{"ex', b'it": -9}\n')] == [
        [],
        [{"pid": 1}, {"ready": True}],
        [{"exit": -9}],
    ]
