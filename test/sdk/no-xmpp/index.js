// The SDK makes itself a chat client at the start, and never uses it unless it is told to connect.
module.exports = class {}
