using PathToProd.Formats.Yaml;

namespace PathToProd.Tests.Formats.Yaml;

public sealed class YamlEditTests
{
    [TestCase("a: 1 # why\nb: 2\n", "a: new # why\nb: 2\n")]
    [TestCase("# first\na: \"1\"   # why\n", "# first\na: new   # why\n")]
    [TestCase("{ b: 2, a: 'x y' }", "{ b: 2, a: new }")]
    [TestCase("b: 2 # two\n\n# end\n", "b: 2 # two\na: new\n\n# end\n")]
    [TestCase("b: 2", "b: 2\na: new\n")]
    [TestCase("{ b: 2 } # two\n", "{ b: 2, a: new } # two\n")]
    [TestCase("a: { b: 1 }\n", null)] // a map is not replaced by a text
    [TestCase("- a\n", null)]
    [TestCase("", null)]
    public void A_value_is_set_where_it_stands_or_as_the_last_of_its_map(string text, string? edited) =>
        YamlEdit.Set(text, ["a"], "new").ShouldBe(edited);

    [TestCase("x:\n  a: 1   # why\n  # c\ny: 1\n", "x:\n  a: new   # why\n  # c\ny: 1\n")]
    [TestCase("x:\n    b: 1   # why\ny: 1\n", "x:\n    b: 1   # why\n    a: new\ny: 1\n")]
    [TestCase("x: { b: \"1\" } # why\n", "x: { b: \"1\", a: new } # why\n")]
    [TestCase("y: 1\n", null)]
    public void A_value_of_an_inner_map_is_set_there(string text, string? edited) =>
        YamlEdit.Set(text, ["x", "a"], "new").ShouldBe(edited);
}
