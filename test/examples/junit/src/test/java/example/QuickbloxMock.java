package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.*;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** One mock in a container for all tests, and in it a workspace for each: {@code @RegisterExtension QuickbloxMock mock = new QuickbloxMock()}. */
public class QuickbloxMock implements BeforeEachCallback, AfterEachCallback {
    private static final AtomicInteger workspaces = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String name = "junit-" + workspaces.incrementAndGet();

    /** Started by the first test, stopped with the process. */
    private static class Container {
        static final String url = start();

        private static String start() {
            // The port of a container is no loopback address: OPEN_ADMIN opens /__admin.
            var container = new GenericContainer<>("quickblox-delete-mock")
                .withEnv("FIXTURES", "team").withEnv("OPEN_ADMIN", "1").withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/readyz").withStartupTimeout(Duration.ofMinutes(10)));
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop)); // also where Ryuk is disabled
            return "http://" + container.getHost() + ":" + container.getMappedPort(8080);
        }
    }

    /** What a client takes for the vendor's host. */
    public String url() {
        return Container.url + "/@" + name;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        send("POST", "/__admin/reset", null);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        send("DELETE", "/__admin/workspaces/" + name, null);
    }

    /** Asks the workspace, as JSON; headers are names and values by turns. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
