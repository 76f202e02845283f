// What verapdf.py runs: FLAVOUR[,FLAVOUR] FILE… are its arguments. One line for each file and
// flavour, under it each broken rule once; the exit code says whether there was any.
// JavaScript, because the engine's own jar has an (old) interpreter in it: no compiler is needed.
var vera = Packages.org.verapdf
vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
var foundry = vera.pdfa.Foundries.defaultInstance()
var flavours = arguments[0].split(",")

function brokenRules(file, name) {
  var flavour = vera.pdfa.flavours.PDFAFlavour.fromString(name)
  var parser = foundry.createParser(new java.io.FileInputStream(file), flavour)
  var validator = foundry.createValidator(flavour, false)
  try {
    var rules = {}
    validator.validate(parser).getTestAssertions().forEach(function (each) {
      var rule = each.getRuleId()
      rules[rule.getClause() + "-" + rule.getTestNumber()] =
        each.getMessage() + " @ " + each.getLocation().getContext()
    })
    return rules
  } finally {
    validator.close()
    parser.close()
  }
}

var broken = 0
arguments.slice(1).forEach(function (file) {
  flavours.forEach(function (name) {
    var rules = brokenRules(file, name)
    var names = Object.keys(rules)
    broken += names.length
    print((names.length ? "FAIL " : "PASS ") + name + " " + file)
    names.forEach(function (rule) { print("    " + rule + " " + rules[rule]) })
  })
})
quit(broken ? 1 : 0)
