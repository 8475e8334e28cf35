"""Following is a row for each person and thing."""

from forum.follows.actions import follow, unfollow
from forum.follows.queries import followers_of, is_following
from forum.kernel.db import writing
from forum.kernel.subjects import new_subject


def test_following_is_new_once(app, ada, ben):
    with writing():
        subject_id = new_subject("thread")
        for person in (ben, ada):
            assert follow(by=person.member, subject_id=subject_id)
            assert not follow(by=person.member, subject_id=subject_id)

    assert followers_of(subject_id) == sorted([ada.member_id, ben.member_id])
    assert is_following(ada.member_id, subject_id)


def test_letting_go_is_done_once(app, ada):
    with writing():
        subject_id = new_subject("thread")
        follow(by=ada.member, subject_id=subject_id)

        assert unfollow(by=ada.member, subject_id=subject_id)
        assert not unfollow(by=ada.member, subject_id=subject_id)

    assert followers_of(subject_id) == []
