# Deletes a message by the host that it knows; nothing here knows of a mock.
require 'net/http'

url = URI(ARGV[0])
answer = Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == 'https') do |http|
  http.delete(url.path, 'QB-Token' => ARGV[1])
end
puts "#{answer.code} #{answer.body}"
