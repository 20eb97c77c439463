// Deletes a message by the host that it knows; nothing here knows of a mock.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	request, err := http.NewRequest("DELETE", os.Args[1], nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("QB-Token", os.Args[2])
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.StatusCode, string(body))
}
