"""quickblox-delete-mock exec -- pytest test/examples/pytest"""

HERS = "66389ee0a28f9a0cc7cb0fa1"
MAX = 303


def delete(quickblox, token, query=""):
    return quickblox.ask("DELETE", f"/chat/Message/{HERS}.json{query}", QB_Token=token)


def seen(quickblox, user):
    return [message["_id"] for message in quickblox.admin("GET", f"state?as={user}")["messages"]]


def test_a_message_is_hidden_from_who_deletes_it(quickblox):
    assert delete(quickblox, "max-token")[0] == 200
    assert HERS not in seen(quickblox, MAX)


def test_every_test_has_a_world_of_its_own(quickblox):
    assert HERS in seen(quickblox, MAX)
    status, answer = delete(quickblox, "max-token", "?force=1")
    assert (status, list(answer)) == (403, ["errors"])
    found = quickblox.admin("POST", "requests/find", {"id": HERS})["requests"]
    assert [verdict["reason"] for verdict in found[0]["verdicts"]] == ["M11"]


def test_a_planned_fault_strikes_once(quickblox):
    quickblox.admin("POST", "faults", {"status": 503})
    assert delete(quickblox, "max-token")[0] == 503
    assert delete(quickblox, "max-token")[0] == 200


def test_what_is_loaded_is_answered_whole(quickblox):
    dialog = quickblox.admin("GET", "state")["dialogs"][0]["_id"]
    added = quickblox.admin("POST", "fixtures", {"messages": [{"chat_dialog_id": dialog, "sender_id": MAX, "message": "hi"}]})
    assert quickblox.ask("DELETE", f"/chat/Message/{added['messages'][0]['_id']}.json?force=1", QB_Token="max-token")[0] == 200
