using PathToProd.Model.Environments;
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

    [TestCase(" s3cret ")]
    [TestCase("")]
    [TestCase(null)]
    public void A_variable_is_read_as_it_is_and_an_empty_one_is_none(string? value)
    {
        Environment.SetEnvironmentVariable(Variable, value);

        SecretText
            .Read(new SecretSource(Variable, File: null), Workspace)
            .ShouldBe(
                string.IsNullOrEmpty(value)
                    ? new SecretReading.Nothing("is not there", $"set the variable {Variable}")
                    : new SecretReading.Secret(value)
            );
    }

    [TestCase("s3cret\n", "s3cret")]
    [TestCase("s3cret\r\n", "s3cret")]
    [TestCase("two\nlines\n", "two\nlines")]
    public void A_file_is_read_without_its_last_line_break(string text, string secret)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret.txt"), text);

        ReadFile("secret.txt").ShouldBe(new SecretReading.Secret(secret));
    }

    [Test]
    public void A_file_may_be_anywhere()
    {
        var absolute = Path.Combine(_folder.Path, "elsewhere");
        File.WriteAllText(absolute, "s3cret");

        SecretText
            .Read(new SecretSource(null, absolute), new Workspace("/nowhere"))
            .ShouldBe(new SecretReading.Secret("s3cret"));
    }

    [TestCase("missing")]
    [TestCase("no/such/folder")]
    [TestCase("empty")]
    public void A_file_that_is_not_there_or_empty_is_none(string file)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "empty"), "\n");

        ReadFile(file).ShouldBe(new SecretReading.Nothing("is not there", $"write it to {file}"));
    }

    [Test]
    public void A_folder_is_none()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "secrets"));

        ReadFile("secrets")
            .ShouldBe(
                new SecretReading.Nothing("cannot be read, as secrets is a folder", "name the file that holds it")
            );
    }

    [Test]
    public void A_path_that_no_file_can_have_is_none()
    {
        var file = new string('x', 300);

        var nothing = ReadFile(file).ShouldBeOfType<SecretReading.Nothing>();
        nothing.Why.ShouldStartWith($"cannot be read from {file}: ");
        nothing.Why.ShouldNotEndWith(".");
        nothing.Fix.ShouldBe($"write it to {file}");
    }

    [Test]
    public void A_secret_is_not_in_what_is_printed_of_its_reading() =>
        $"{new SecretReading.Secret("s3cret")}".ShouldBe("Secret");

    private SecretReading ReadFile(string file) =>
        SecretText.Read(new SecretSource(EnvironmentVariable: null, file), Workspace);
}
