namespace Repository.Tests.Launcher;

/// <summary>A small checkout in a temporary folder: our launcher, and a host of one page that says how it was started.</summary>
internal sealed class LauncherCheckout : IDisposable
{
    private const string HostProject = "build/PathToProd.Host/PathToProd.Host.csproj";

    private LauncherCheckout(string root) => Root = root;

    /// <summary>With a space in its name, so that every test is one of quoting too.</summary>
    public string Root { get; }

    /// <summary>Sources only; nothing has been compiled.</summary>
    public static LauncherCheckout Create()
    {
        var checkout = new LauncherCheckout(
            Path.Combine(Directory.CreateTempSubdirectory("launcher-").FullName, "the checkout")
        );
        Directory.CreateDirectory(checkout.Root);
        foreach (var name in new[] { "build.sh", "global.json" })
        {
            File.Copy(SourceTree.PathOf(name), checkout.PathOf(name));
        }

        checkout.Write("Directory.Build.props", BuildProperties);
        checkout.Write(HostProject, Project);
        checkout.Write("build/PathToProd.Host/Program.cs", Program);
        checkout.Write(
            "build/PathToProd.Host/Greeting.cs",
            "static class Greeting { public const string Text = \"hello\"; }"
        );
        checkout.Write("build/PathToProd.Host/Extra.cs", "// Nothing depends on this file.");
        return checkout;
    }

    /// <summary>A copy with all that was compiled, as <c>cp -a</c> makes it.</summary>
    public LauncherCheckout Copy()
    {
        var copy = new LauncherCheckout(Path.Combine(Directory.CreateTempSubdirectory("launcher-").FullName, "a copy"));
        ExternalProgram.Run("/", "cp", "-a", Root, copy.Root);
        return copy;
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public string[] Hosts() =>
        [.. Directory.GetDirectories(PathOf("artifacts/host")).Select(folder => Path.GetFileName(folder)).Order()];

    public string CurrentHost() => File.ReadLines(PathOf("artifacts/host/current")).First();

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);

    private const string BuildProperties = """
        <Project>
          <PropertyGroup>
            <UseArtifactsOutput>true</UseArtifactsOutput>
            <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts/dotnet</ArtifactsPath>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <AssemblyName>path-to-prod</AssemblyName>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
        </Project>
        """;

    private const string Program = """
        Console.WriteLine(Greeting.Text);
        Console.WriteLine("root " + Environment.GetEnvironmentVariable("PATH_TO_PROD_ROOT"));
        Console.WriteLine("folder " + Environment.CurrentDirectory);
        foreach (var argument in args)
        {
            Console.WriteLine($"<{argument}>");
        }

        return args is ["--exit", var code] ? int.Parse(code) : 0;
        """;
}
