package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeleteTest {
    private static final String MESSAGE = "66389ee0a28f9a0cc7cb0fa1";
    private static final int MAX = 303;

    @RegisterExtension
    final QuickbloxMock mock = new QuickbloxMock();

    private int delete(String token, String query) throws Exception {
        return mock.send("DELETE", "/chat/Message/" + MESSAGE + ".json" + query, null, "QB-Token", token).statusCode();
    }

    private String seenBy(int user) throws Exception {
        return mock.send("GET", "/__admin/state?as=" + user, null).body();
    }

    @Test
    void hidesAMessageFromWhoDeletesIt() throws Exception {
        assertEquals(200, delete("max-token", ""));
        assertFalse(seenBy(MAX).contains(MESSAGE));
    }

    @Test
    void everyTestHasAWorldOfItsOwn() throws Exception {
        assertTrue(seenBy(MAX).contains(MESSAGE));
        assertEquals(403, delete("max-token", "?force=1"));
        assertTrue(mock.send("POST", "/__admin/requests/find", "{\"id\":\"" + MESSAGE + "\"}").body().contains("M11"));
    }

    @Test
    void aPlannedFaultStrikesOnce() throws Exception {
        assertEquals(201, mock.send("POST", "/__admin/faults", "{\"status\":503}").statusCode());
        assertEquals(503, delete("max-token", ""));
        assertEquals(200, delete("max-token", ""));
    }
}
