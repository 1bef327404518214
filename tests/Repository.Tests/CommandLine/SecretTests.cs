using System.Text;

namespace Repository.Tests.CommandLine;

/// <summary>Secrets go to the tool that needs them, and nowhere else.</summary>
public sealed class SecretTests
{
    private const string Secret = "correct-horse+battery/staple";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .Environment(
                "sandbox",
                "target: { directory: artifacts/sandbox }\nsecrets:\n  password: { env: PLATFORM_PASSWORD }\n"
            )
            .Variable("PLATFORM_PASSWORD", Secret);

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [TestCase("Deploy")]
    [TestCase("Plan")]
    public void A_secret_of_a_Terraform_root_is_in_no_log_ledger_output_or_command_line(string target)
    {
        WithTerraform();
        var result = _platform.Run($"--target={target}", "--component=network", "--verbosity=verbose").ShouldSucceed();

        result.Raw.ShouldNotContain(Secret);
        File.ReadAllText(Path.Combine(_platform.Home, "calls")).ShouldNotContain(Secret);
        FilesWithSecret()
            .ShouldBe(
                target == "Deploy" ? ["artifacts/state/sandbox/network.tfstate"] : [],
                "Terraform's own state holds what it was given, and nothing else does"
            );
    }

    [Test]
    public void What_Terraform_prints_of_a_secret_when_it_fails_is_hidden()
    {
        WithTerraform("resource \"terraform_data\" \"bad\" {\n  input = file(var.password)\n}\n");
        var result = _platform.Run("--target=Deploy", "--component=network", "--verbosity=verbose");
        result.ExitCode.ShouldBe(1);
        result.Raw.ShouldNotContain(Secret);
        FilesWithSecret().ShouldBeEmpty();
    }

    [TestCase("Deploy")]
    [TestCase("Plan")]
    public void All_secrets_that_are_not_available_are_reported_at_once_before_what_is_required_is_touched(
        string target
    )
    {
        _platform
            .Environment(
                "sandbox",
                "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nsecrets:\n"
                    + "  password: { env: PLATFORM_PASSWORD }\n"
                    + "  token: { file: secrets/token }\n"
                    + "  key: { file: secrets }\n"
            )
            .Variable("PLATFORM_PASSWORD", "")
            .File("secrets/other", "")
            .Component("first")
            .Terraform("network", more: "requires: { first: '*' }\n")
            .File(
                "environments/sandbox/values/network.yaml",
                "password: ${secrets.password}\ntoken: a ${secrets.token} and ${secrets.password}\nkeys:\n- ${secrets.key}\n"
            )
            .Chart("ingress")
            .File("environments/sandbox/values/ingress.yaml", "greeting: ${secrets.password}\n");

        _platform
            .Run($"--target={target}", "--component=first,network,ingress")
            .ShouldOnlySay(
                2,
                "environments/sandbox/values/ingress.yaml(1,11): ingress uses the secret password, and sandbox is a directory, "
                    + "where it would be written for all to read; refer to a Secret that the cluster gets in another way, "
                    + "or deploy to a cluster",
                "environments/sandbox/values/network.yaml(1,11): the secret password is not there; "
                    + "set the variable PLATFORM_PASSWORD",
                "environments/sandbox/values/network.yaml(2,10): the secret token is not there; write it to secrets/token",
                "environments/sandbox/values/network.yaml(4,3): the secret key cannot be read, as secrets is a folder; "
                    + "name the file that holds it"
            );
    }

    [Test]
    public void A_secret_that_this_user_may_not_read()
    {
        _platform
            .Environment(
                "sandbox",
                "target: { directory: artifacts/sandbox }\nsecrets:\n  password: { file: secrets/password }\n"
            )
            .File("secrets/password", Secret)
            .Terraform("network")
            .File("environments/sandbox/values/network.yaml", "password: ${secrets.password}\n")
            .Private("secrets/password");

        _platform
            .AsNobody("--target=Deploy", "--component=network")
            .ShouldOnlySay(
                2,
                "environments/sandbox/values/network.yaml(1,11): the secret password cannot be read, as this user may not "
                    + "read secrets/password; give this user read access to it and to the folders above it"
            );
    }

    [TestCase("Lint")]
    [TestCase("Build")]
    [TestCase("Test")]
    public void What_deploys_nothing_needs_no_secret(string target)
    {
        WithTerraform();
        _platform.Variable("PLATFORM_PASSWORD", "");
        _platform.Run($"--target={target}", "--component=network").ShouldSucceed();
    }

    [Test]
    public void What_is_not_there_is_destroyed_without_its_secret_and_what_is_there_needs_it_before_anything_is_touched()
    {
        WithTerraform();
        _platform.Component("first", more: "requires: { network: '*' }\n");
        _platform.Variable("PLATFORM_PASSWORD", "");
        _platform.Run("--target=Destroy", "--component=network").ShouldSucceed();

        _platform.Variable("PLATFORM_PASSWORD", Secret);
        _platform.Run("--target=Deploy", "--component=network,first").ShouldSucceed();
        _platform.Variable("PLATFORM_PASSWORD", "");
        _platform
            .Run("--target=Destroy", "--component=network,first")
            .ShouldOnlySay(
                2,
                "environments/sandbox/values/network.yaml(1,11): the secret password is not there; "
                    + "set the variable PLATFORM_PASSWORD"
            );
    }

    [Test]
    public void A_secret_of_a_chart_does_not_go_to_a_directory()
    {
        _platform.Chart("ingress").File("environments/sandbox/values/ingress.yaml", "greeting: ${secrets.password}\n");
        _platform
            .Run("--target=Deploy", "--component=ingress")
            .ShouldOnlySay(
                2,
                "environments/sandbox/values/ingress.yaml(1,11): ingress uses the secret password, and sandbox is a directory, "
                    + "where it would be written for all to read; refer to a Secret that the cluster gets in another way, "
                    + "or deploy to a cluster"
            );
        FilesWithSecret().ShouldBeEmpty();
    }

    /// <summary>Real Terraform, behind a script that keeps every command line and lists what any user could see of processes.</summary>
    private void WithTerraform(string more = "")
    {
        var calls = Path.Combine(_platform.Home, "calls");
        _platform
            .Tool("terraform", $"echo \"$0 $*\" >>{calls}\nexec {MachineTool.Find("terraform")} \"$@\"")
            .Terraform(
                "network",
                "variable \"password\" {\n  type = string\n}\n\n"
                    + "resource \"terraform_data\" \"network\" {\n  input = var.password\n}\n\n"
                    + $"output \"password\" {{\n  sensitive = true\n  value     = var.password\n}}\n{more}"
            )
            .File("environments/sandbox/values/network.yaml", "password: ${secrets.password}\n");
    }

    private IEnumerable<string> FilesWithSecret() =>
        Directory
            .EnumerateFiles(
                _platform.Root,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
            )
            .Where(file => Holds(file))
            .Select(file => Path.GetRelativePath(_platform.Root, file))
            .Order(StringComparer.Ordinal);

    private static bool Holds(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (file.EndsWith(".tfplan", StringComparison.Ordinal))
        {
            using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
            return archive.Entries.Any(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd().Contains(Secret, StringComparison.Ordinal);
            });
        }

        return Encoding.UTF8.GetString(bytes).Contains(Secret, StringComparison.Ordinal);
    }
}
