"""quickblox-delete-mock exec -- python3 -m unittest discover test/examples"""

import json
import os
import unittest
import urllib.error
import urllib.request

# A world of this process's own: several can share one mock.
MOCK = f"{os.environ['QUICKBLOX_MOCK_URL']}/@python-{os.getpid()}"

GROUP = "5f0000000000000000000001"
MESSAGE = "5f0000000000000000000002"

WORLD = {
    "applications": [{"id": 1, "auth_key": "key", "auth_secret": "secret", "api_keys": ["api-key"]}],
    "users": [{"id": 11, "login": "ann"}, {"id": 12, "login": "ben"}],
    "sessions": [{"token": "ann-token", "user_id": 11}, {"token": "ben-token", "user_id": 12}],
    "dialogs": [{"_id": GROUP, "type": 2, "user_id": 11, "occupants_ids": [11, 12]}],
    "messages": [{"_id": MESSAGE, "chat_dialog_id": GROUP, "sender_id": 12, "message": "hello"}],
}


def ask(method, path, body=None, headers={}):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(MOCK + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read() or "null")
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read() or "null")


def delete_message(token, force=False):
    return ask("DELETE", f"/chat/Message/{MESSAGE}.json", {"force": 1} if force else None, {"QB-Token": token})


def messages_of(user):
    _, state = ask("GET", f"/__admin/state?as={user}")
    return [message["_id"] for message in state["messages"]]


class DeleteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ask("PUT", "/__admin/fixtures", WORLD)

    @classmethod
    def tearDownClass(cls):
        ask("DELETE", f"/__admin/workspaces/python-{os.getpid()}")

    def setUp(self):
        ask("POST", "/__admin/reset")

    def test_hides_a_message_from_who_deletes_it(self):
        status, answer = delete_message("ann-token")
        self.assertEqual((status, answer["SuccessfullyDeleted"]["ids"]), (200, [MESSAGE]))
        self.assertEqual((messages_of(11), messages_of(12)), ([], [MESSAGE]))

    def test_a_reset_brings_it_back(self):
        delete_message("ben-token", force=True)
        self.assertEqual(messages_of(12), [])
        ask("POST", "/__admin/reset")
        self.assertEqual(messages_of(12), [MESSAGE])

    def test_the_journal_says_what_was_asked_and_by_which_rule_it_was_answered(self):
        delete_message("ben-token", force=True)
        _, found = ask("POST", "/__admin/requests/find", {"method": "DELETE", "id": MESSAGE})
        self.assertEqual([request["verdicts"] for request in found["requests"]], [[{"id": MESSAGE, "verdict": "destroy", "reason": "M8"}]])
        _, counted = ask("POST", "/__admin/requests/count", {"user": 12, "atLeast": 1, "withinMs": 1000})
        self.assertEqual(counted, {"count": 1})

    def test_a_planned_fault_strikes_once(self):
        status, _ = ask("POST", "/__admin/faults", {"match": {"method": "DELETE"}, "status": 500})
        self.assertEqual(status, 201)
        self.assertEqual(delete_message("ann-token")[0], 500)
        self.assertEqual(delete_message("ann-token")[0], 200)

    def test_a_lost_answer_and_a_retry_find_nothing(self):
        ask("POST", "/__admin/faults", {"match": {"method": "DELETE"}, "when": "after", "connection": "reset"})
        with self.assertRaises(OSError):
            delete_message("ben-token", force=True)
        self.assertEqual(delete_message("ben-token", force=True)[0], 404)


if __name__ == "__main__":
    unittest.main()
