import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Deletes a message by the host that it knows, with either of Java's own clients; nothing here knows of a mock. */
class Delete {
  public static void main(String[] words) throws Exception {
    var url = URI.create(words[1]);
    if (words[0].equals("HttpClient")) {
      var request = HttpRequest.newBuilder(url).DELETE().header("QB-Token", words[2]).build();
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + answer.body());
    } else {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setRequestMethod("DELETE");
      connection.setRequestProperty("QB-Token", words[2]);
      System.out.println(connection.getResponseCode() + " " + new String(connection.getInputStream().readAllBytes()));
    }
  }
}
