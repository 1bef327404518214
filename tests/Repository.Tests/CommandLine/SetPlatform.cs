namespace Repository.Tests.CommandLine;

/// <summary>A platform of two components with artifacts of several versions in its store.</summary>
internal sealed class SetPlatform : IDisposable
{
    private const string Requires = "requires:\n  base: \">=1 <2\"\n";

    public SetPlatform()
    {
        Platform.RealTool("ssh-keygen").Component("base").Component("web", more: Requires);
    }

    public ScratchPlatform Platform { get; } = new();

    /// <summary>Deploys base 1.0.0 and web 1.0.0, or what else there is, to the sandbox.</summary>
    public SetPlatform Deploy(string components = "all")
    {
        Platform.Run("--target=Deploy", $"--component={components}").ShouldSucceed();
        return this;
    }

    /// <summary>Builds a version of a component; the working copy holds it from then on.</summary>
    public SetPlatform Build(string component, string version, string? more = null)
    {
        Platform.Component(component, version, more ?? (component == "web" ? Requires : ""));
        Platform.Run("--target=Build", $"--component={component}").ShouldSucceed();
        return this;
    }

    /// <summary>Pins what runs in the sandbox.</summary>
    public SetPlatform Pin(string name, params string[] more)
    {
        Platform.Run(["--target=Pin", $"--set={name}", "--environment=sandbox", .. more]).ShouldSucceed();
        return this;
    }

    /// <summary>A key in the user's home, whose signatures count.</summary>
    public SetPlatform Signer(string principal, string key, string options = "")
    {
        ExternalProgram.Run(Platform.Root, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", Key(key));
        var signers = Path.Combine(Platform.Root, "signers");
        File.AppendAllText(signers, $"{principal} {options}{File.ReadAllText(Key($"{key}.pub"))}");
        Platform.File("platform.yaml", "name: scratch\nallowed-signers: signers\n");
        return this;
    }

    public string Key(string name) => Path.Combine(Platform.Home, name);

    public string SetFile(string name) => $"environments/version-sets/{name}.yaml";

    /// <summary>Runs Git in the platform's folder.</summary>
    public SetPlatform Git(params string[] arguments)
    {
        TestGit.Run(Platform.Root, arguments);
        return this;
    }

    public void Dispose() => Platform.Dispose();
}
