using PathToProd.Model.Terraform;

namespace PathToProd.Tests.Model.Terraform;

public sealed class DeclaredOutputsTests
{
    [Test]
    public void Outputs_are_found_and_what_only_looks_like_one_is_not() =>
        DeclaredOutputs
            .In(
                "main.tf",
                "# output \"no\" {}\noutput \"a\" {\n  value = terraform_data.x.output\n}\noutput   \"b_2\"   { value = \"output \\\"no\\\" {}\" }\n"
            )
            .ShouldBe(["a", "b_2"]);

    [TestCase("""{"output": {"a": {"value": 1}, "b": {"value": null}}}""", "a b")]
    [TestCase("""{"output": []}""", "")]
    [TestCase("[1]", "")]
    [TestCase("{", "")]
    public void JSON_says_the_same(string text, string names) =>
        string.Join(' ', DeclaredOutputs.In("main.tf.json", text)).ShouldBe(names);
}
