using PathToProd.Model.Terraform;

namespace PathToProd.Tests.Model.Terraform;

public sealed class DeclaredBackendTests
{
    [TestCase("terraform {\n  backend \"local\" {}\n}", "local main.tf(2,3)")]
    [TestCase("terraform { backend \"s3\" {\n bucket = \"x\" } }", "s3 main.tf(1,13)")]
    [TestCase("terraform {\n  backend gcs {\n  }\n}", "gcs main.tf(2,3)")]
    [TestCase("terraform {\n  cloud {\n    organization = \"x\"\n  }\n}", "cloud main.tf(2,3)")]
    [TestCase("/* \"  */ terraform {\n  backend   \"local\"   {}\n}", "local main.tf(2,3)")]
    public void A_backend_is_found_with_its_place(string text, string expected) =>
        In("main.tf", text).ShouldBe([expected]);

    [TestCase("# backend \"local\" {}")]
    [TestCase("// backend \"local\" {}")]
    [TestCase("/*\n backend \"local\" {}\n*/")]
    [TestCase("locals {\n  text = \"backend \\\"local\\\" {}\"\n}")]
    [TestCase("locals {\n  text = <<-EOT\n    backend \"local\" {}\n    cloud {\n  EOT\n}")]
    [TestCase("resource \"aws_backend\" \"x\" {}\nlocals {\n  cloud = { a = 1 }\n  my-backend = {}\n}")]
    [TestCase("terraform {\n  required_version = \">= 1.9.0\"\n}")]
    public void What_only_looks_like_one_is_none(string text) => In("main.tf", text).ShouldBeEmpty();

    [TestCase("""{"terraform": {"backend": {"s3": {}}}}""", "s3")]
    [TestCase("""{"terraform": [{"backend": [{"local": {}}]}]}""", "local")]
    [TestCase("""{"terraform": {"cloud": {}}}""", "cloud")]
    [TestCase("""{"locals": {"backend": 1}}""", null)]
    [TestCase("""{"terraform": """, null)]
    public void JSON_says_the_same(string text, string? expected) =>
        In("main.tf.json", text).ShouldBe(expected is null ? [] : [$"{expected} main.tf.json"]);

    [TestCase("main.tf", true, false)]
    [TestCase("main.tf.json", true, false)]
    [TestCase("main.tofu", true, false)]
    [TestCase("override.tf", true, true)]
    [TestCase("state_override.tf.json", true, true)]
    [TestCase("notes.txt", false, false)]
    [TestCase("main.tf.old", false, false)]
    public void Files_count_by_their_names(string file, bool isRead, bool isOverride)
    {
        DeclaredBackend.IsRead(file).ShouldBe(isRead);
        DeclaredBackend.IsOverride(file).ShouldBe(isOverride);
    }

    private static IEnumerable<string> In(string file, string text) =>
        DeclaredBackend.In(file, text).Select(backend => $"{backend.Type} {backend.Where}");
}
