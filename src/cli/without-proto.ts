// As `node --disable-proto=delete` has it, which a package's command can't ask of every system: nothing reaches a
// prototype by a name.
Reflect.deleteProperty(Object.prototype, '__proto__')
