namespace Repository.Tests.NewComponent;

/// <summary>What NewComponent refuses: each message whole, and nothing touched.</summary>
public sealed class WrongInputTests
{
    private ScratchCheckout _checkout = null!;

    [OneTimeSetUp]
    public void SetUp() => _checkout = new ScratchCheckout();

    [OneTimeTearDown]
    public void TearDown() => _checkout.Dispose();

    [TestCase("", "the new component has no name; add --name=NAME, such as --name=cert-manager")]
    [TestCase("--name=", "--name has no value; write --name=NAME")]
    [TestCase(
        "--name=Cert_Manager",
        "--name must be a name such as base-k8s, and \"Cert_Manager\" is not: 'C' is an upper-case letter; "
            + "write lower-case letters, digits and dashes, such as cert-manager"
    )]
    [TestCase(
        "--name=../other",
        "--name must be a name such as base-k8s, and \"../other\" is not: '.' cannot be in a name; "
            + "write lower-case letters, digits and dashes, such as other"
    )]
    [TestCase(
        "--name=a23456789-123456789-123456789-123456789-123456789-1234",
        "--name must be a name such as base-k8s, and \"a23456789-123456789-123456789-123456789-123456789-1234\" is not: "
            + "it has 54 characters; write at most 53"
    )]
    [TestCase("--name=all", "all means every component on the command line; choose another name")]
    [TestCase(
        "--name=affected",
        "affected means the components that a change touches on the command line; choose another name"
    )]
    [TestCase(
        "--name=ingress",
        "components/ingress: this already exists, and nothing in it was changed; choose another name, or move it away"
    )]
    [TestCase("--name=new --type=helmm", "there is no type helmm; did you mean helm?")]
    [TestCase(
        "--name=new --type=docker",
        "there is no type docker; the types are helm, terraform, manifests, controller"
    )]
    [TestCase(
        "--type=control",
        "the new component has no name; add --name=NAME, such as --name=cert-manager\n"
            + "there is no type control; did you mean controller?"
    )]
    [TestCase(
        "--name=new --component=ingress",
        "--component means nothing for NewComponent; leave it out; "
            + "./build.sh --target=NewComponent --help lists what it takes"
    )]
    public void What_is_wrong_is_reported_and_nothing_is_touched(string words, string message)
    {
        var before = Everything();

        var (exitCode, output, error) = _checkout.Run([
            "--target=NewComponent",
            .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        error.TrimEnd().ReplaceLineEndings("\n").ShouldBe(message);
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
        Everything().ShouldBe(before);
    }

    [Test]
    public void A_folder_without_a_manifest_is_not_touched_either()
    {
        Directory.CreateDirectory(_checkout.InRoot("components/begun"));
        var (exitCode, _, error) = _checkout.Run("--target=NewComponent", "--name=begun");
        error.ShouldStartWith("components/begun: this already exists");
        exitCode.ShouldBe(2);
        Directory.EnumerateFileSystemEntries(_checkout.InRoot("components/begun")).ShouldBeEmpty();
    }

    [Test]
    public void A_place_that_cannot_be_written_is_reported_and_nothing_is_left()
    {
        var components = _checkout.InRoot("components");
        Close(components);
        try
        {
            var (exitCode, _, error) = _checkout.Run("--target=NewComponent", "--name=blocked");
            error.ShouldStartWith("components/blocked cannot be written, and nothing was created: ");
            error.TrimEnd().ShouldEndWith("Free some space, or get permission to write there; then run this again.");
            exitCode.ShouldBe(1);
            Path.Exists(_checkout.InRoot("components/blocked")).ShouldBeFalse();
        }
        finally
        {
            Open(components);
        }
    }

    /// <summary>Not even root may write into an immutable folder, and only root can make it one.</summary>
    private static void Close(string folder) =>
        Run(
            Environment.IsPrivilegedProcess ? "chattr" : "chmod",
            Environment.IsPrivilegedProcess ? "+i" : "u-w",
            folder
        );

    private static void Open(string folder) =>
        Run(
            Environment.IsPrivilegedProcess ? "chattr" : "chmod",
            Environment.IsPrivilegedProcess ? "-i" : "u+w",
            folder
        );

    private static void Run(string program, string change, string folder)
    {
        using var process = System.Diagnostics.Process.Start(program, [change, folder]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    [Test]
    public void A_platform_with_a_problem_gets_no_new_component()
    {
        var manifest = _checkout.InRoot("components/ingress/component.yaml");
        var text = File.ReadAllText(manifest);
        try
        {
            File.WriteAllText(manifest, text.Replace("version: 1.4.0", "version: one", StringComparison.Ordinal));
            var (exitCode, _, error) = _checkout.Run("--target=NewComponent", "--name=later");
            error.ShouldStartWith("components/ingress/component.yaml(3,10): version must be a version");
            exitCode.ShouldBe(2);
            Path.Exists(_checkout.InRoot("components/later")).ShouldBeFalse();
        }
        finally
        {
            File.WriteAllText(manifest, text);
        }
    }

    private string[] Everything() =>
        [
            .. new DirectoryInfo(_checkout.InRoot("components"))
                .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}")
                .Order(StringComparer.Ordinal),
        ];
}
