<?php
// Deletes a message by the host that it knows; nothing here knows of a mock.
$curl = curl_init($argv[1]);
curl_setopt_array($curl, [CURLOPT_CUSTOMREQUEST => 'DELETE', CURLOPT_HTTPHEADER => ["QB-Token: $argv[2]"], CURLOPT_RETURNTRANSFER => true]);
$body = curl_exec($curl);
if ($body === false) {
    fwrite(STDERR, curl_error($curl) . "\n");
    exit(1);
}
echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), " $body\n";
