"""Deletes a message by the host that it knows, with the library that is named; nothing here knows of a mock."""
import sys

library, url, token = sys.argv[1:4]
headers = {"QB-Token": token}

if library == "urllib":
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen
    try:
        answer = urlopen(Request(url, method="DELETE", headers=headers))
    except HTTPError as error:
        answer = error
    print(answer.status, answer.read().decode())
elif library == "requests":
    import requests
    answer = requests.delete(url, headers=headers)
    print(answer.status_code, answer.text)
else:
    import httpx
    answer = httpx.delete(url, headers=headers)
    print(answer.status_code, answer.text)
