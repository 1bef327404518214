using PathToProd.Environments;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecretTextTests : IDisposable
{
    private const string Variable = "PATH_TO_PROD_TEST_SECRET";

    private readonly TemporaryFolder _folder = new();

    private Workspace Workspace => new(_folder.Path);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
    }

    [TestCase(" s3cret ", " s3cret ")]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void A_variable_is_read_as_it_is_and_an_empty_one_is_none(string? value, string? secret)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        var source = new SecretSource(Variable, File: null);

        SecretText.Read(source, Workspace).ShouldBe(secret);
        SecretText.Mend(source).ShouldBe($"set the variable {Variable}");
    }

    [TestCase("s3cret\n", "s3cret")]
    [TestCase("s3cret\r\n", "s3cret")]
    [TestCase("two\nlines\n", "two\nlines")]
    [TestCase("\n", null)]
    public void A_file_is_read_without_its_last_line_break(string text, string? secret)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret.txt"), text);
        var source = new SecretSource(EnvironmentVariable: null, "secret.txt");

        SecretText.Read(source, Workspace).ShouldBe(secret);
        SecretText.Mend(source).ShouldBe("write it to secret.txt");
    }

    [Test]
    public void A_file_may_be_anywhere_and_one_that_is_not_there_is_no_secret()
    {
        var absolute = Path.Combine(_folder.Path, "elsewhere");
        File.WriteAllText(absolute, "s3cret");

        SecretText.Read(new SecretSource(null, absolute), new Workspace("/nowhere")).ShouldBe("s3cret");
        SecretText.Read(new SecretSource(null, "missing"), Workspace).ShouldBeNull();
    }
}
