using PathToProd.Facts.Ledger;
using PathToProd.Model.Terraform;

namespace PathToProd.Tests.Model.Terraform;

public sealed class DeclaredVariablesTests
{
    [Test]
    public void Each_variable_has_the_first_word_of_its_own_type() =>
        Read(
                "main.tf",
                """
                # variable "comment" { type = string }
                variable "name" {
                  description = "type = number"
                  type        = string
                }
                variable zones {
                  default = {
                    type = "x"
                  }
                  type = list(object({ type = number }))
                }
                variable "any" {
                  default = { type = 1 }
                }
                variable "after" { type = map(string) }
                output "type" {
                  value = { type = bool }
                }
                """
            )
            .ShouldBe("name string, zones list, after map");

    [Test]
    public void JSON_is_read_too()
    {
        Read(
                "main.tf.json",
                """{ "variable": { "a": { "type": "set(string)" }, "b": { "type": "${object({})}" }, "c": {} } }"""
            )
            .ShouldBe("a set, b object");
        Read("main.tf.json", "{ broken").ShouldBe("");
    }

    [TestCase("string", ValueKind.Scalar)]
    [TestCase("number", ValueKind.Scalar)]
    [TestCase("bool", ValueKind.Scalar)]
    [TestCase("integer", ValueKind.Scalar)]
    [TestCase("boolean", ValueKind.Scalar)]
    [TestCase("list", ValueKind.List)]
    [TestCase("set", ValueKind.List)]
    [TestCase("tuple", ValueKind.List)]
    [TestCase("array", ValueKind.List)]
    [TestCase("map", ValueKind.Map)]
    [TestCase("object", ValueKind.Map)]
    [TestCase("any", null)]
    [TestCase("null", null)]
    public void A_type_takes_one_kind_or_anything(string type, ValueKind? kind) =>
        ValueKinds.OfType(type).ShouldBe(kind);

    private static string Read(string file, string text) =>
        string.Join(", ", DeclaredVariables.In(file, text).Select(one => $"{one.Key} {one.Value}"));
}
