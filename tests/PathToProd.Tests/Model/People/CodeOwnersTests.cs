using PathToProd.Model.People;

namespace PathToProd.Tests.Model.People;

/// <summary>The patterns of GitHub's documentation, and what each is said to match there.</summary>
public sealed class CodeOwnersTests
{
    [TestCase("*", "docs/a.md", true)]
    [TestCase("*.js", "src/app.js", true)]
    [TestCase("*.js", "src/app.jsx", false)]
    [TestCase("/build/logs/", "build/logs/today/a.log", true)]
    [TestCase("/build/logs/", "sub/build/logs/a.log", false)]
    [TestCase("docs/*", "docs/getting-started.md", true)]
    [TestCase("docs/*", "docs/build-app/troubleshooting.md", false)]
    [TestCase("apps/", "sub/apps/x.txt", true)]
    [TestCase("apps/", "apps", false)]
    [TestCase("/apps", "apps/x/y.txt", true)]
    [TestCase("**/logs", "build/logs/a.log", true)]
    [TestCase("**/logs", "logs/a.log", true)]
    [TestCase("/environments/prod*/versions.yaml", "environments/prod-eu/versions.yaml", true)]
    [TestCase("/environments/prod*/versions.yaml", "environments/staging/versions.yaml", false)]
    [TestCase("a.b", "aXb", false)]
    public void A_pattern_matches_as_GitHub_says(string pattern, string file, bool matches) =>
        CodeOwners.Read($"{pattern} @owner").Of(file).ShouldBe(matches ? ["@owner"] : []);

    [Test]
    public void The_last_line_that_matches_counts_also_one_without_owners()
    {
        var owners = CodeOwners.Read(
            "* @all\n/environments/ @platform # the team\n[Section] @x\n/environments/sandbox/\n"
        );

        owners.Of("README.md").ShouldBe(["@all"]);
        owners.Of("environments/prod/versions.yaml").ShouldBe(["@platform"]);
        owners.Of("environments/sandbox/versions.yaml").ShouldBeEmpty();
    }

    [Test]
    public void Nothing_is_owned_by_an_empty_file() => CodeOwners.Read("\n# none\n").Of("README.md").ShouldBeEmpty();
}
