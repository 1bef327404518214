using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>
/// A platform in a temporary folder: right as it begins, and then changed by a test. The program that runs on it sees
/// only the tools that the test gives it, and none of the user's settings.
/// </summary>
internal sealed partial class ScratchPlatform : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<string> _private = [];

    public ScratchPlatform()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Bin);
        File("platform.yaml", "name: scratch\ndefault-environment: sandbox\n");
        Environment("sandbox", "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\n");

        // The real pins, but nothing is ever downloaded: nothing listens at that address.
        var pins = System.IO.File.ReadAllText(SourceTree.PathOf("build", "tools.yaml"));
        File("tools.yaml", Address().Replace(pins, "url: http://127.0.0.1:1/"));
        foreach (var name in new[] { "sh", "git", "cat", "sleep", "mkdir" })
        {
            RealTool(name);
        }
    }

    /// <summary>The folder that holds <c>platform.yaml</c>.</summary>
    public string Root => Path.Combine(_folder.Path, "platform");

    /// <summary>The user's home, and a place for what tests write beside the platform.</summary>
    public string Home => Path.Combine(_folder.Path, "home");

    /// <summary>The only folder on the PATH.</summary>
    public string Bin => Path.Combine(_folder.Path, "bin");

    public ScratchPlatform File(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return this;
    }

    /// <summary>A script that a component brings along.</summary>
    public ScratchPlatform Script(string path, string body)
    {
        ScriptFile.WriteShell(Path.Combine(Root, path), body);
        return this;
    }

    public string Read(string path) => System.IO.File.ReadAllText(Path.Combine(Root, path));

    public bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    public ScratchPlatform Environment(string name, string text) => File($"environments/{name}/environment.yaml", text);

    /// <summary>A component's manifest: its first three lines, and then these.</summary>
    public ScratchPlatform Manifest(string name, string type, string version = "1.0.0", string more = "") =>
        File($"components/{name}/component.yaml", $"name: {name}\nversion: {version}\ntype: {type}\n{more}");

    /// <summary>A component of one ConfigMap, which needs no tool to be deployed to a folder.</summary>
    public ScratchPlatform Component(string name, string version = "1.0.0", string more = "") =>
        Manifest(name, "manifests", version, more)
            .File(
                $"components/{name}/manifests/settings.yaml",
                $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  namespace: {name}\ndata:\n  version: {version}\n"
            );

    /// <summary>A component with a Terraform root for the sandbox.</summary>
    public ScratchPlatform Terraform(string name, string root = "", string more = "") =>
        Manifest(name, "terraform", more: more)
            .File(
                $"components/{name}/terraform/sandbox/main.tf",
                $"terraform {{\n  backend \"local\" {{}}\n}}\n{root}"
            );

    /// <summary>A component with a chart of one ConfigMap.</summary>
    public ScratchPlatform Chart(string name, string more = "") =>
        Manifest(name, "helm", more: more)
            .File($"components/{name}/chart/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: 1.0.0\n")
            .File($"components/{name}/chart/values.yaml", "greeting: hello\n")
            .File(
                $"components/{name}/chart/templates/settings.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\n"
                    + "data:\n  greeting: {{ .Values.greeting | quote }}\n"
            );

    public ScratchPlatform Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Puts a script on the PATH.</summary>
    public ScratchPlatform Tool(string name, string script)
    {
        ScriptFile.WriteShell(Path.Combine(Bin, name), script);
        return this;
    }

    /// <summary>Takes a tool off the PATH. What a link leads to stays.</summary>
    public ScratchPlatform NoTool(string name)
    {
        System.IO.File.Delete(Path.Combine(Bin, name));
        return this;
    }

    /// <summary>Puts this machine's own program on the PATH, Helm also from the checkout's tool folder.</summary>
    public ScratchPlatform RealTool(string name)
    {
        System.IO.File.CreateSymbolicLink(Path.Combine(Bin, name), MachineTool.Find(name));
        return this;
    }

    /// <summary>Runs the program to its end.</summary>
    public ProgramResult Run(params string[] arguments)
    {
        using var running = Start(arguments);
        var result = running.WaitForEnd();
        if (arguments.Contains("--output=json") && result.RawOutput.Length > 0)
        {
            ReportSchema.ShouldFit(result.RawOutput, Report.Of(arguments));
        }

        return result;
    }

    /// <summary>Runs a tool of the platform's own to its end.</summary>
    public ProgramResult Program(string tool)
    {
        using var running = Start(Path.Combine(Bin, tool), []);
        return running.WaitForEnd();
    }

    /// <summary>Starts the program.</summary>
    public RunningProgram Start(params string[] arguments) => Start("dotnet", [SourceTree.Program, .. arguments]);

    /// <summary>Runs the program as a user who may read the platform but for <see cref="Private"/> files, and write nothing.</summary>
    public ProgramResult AsNobody(params string[] arguments)
    {
        Assume.That(
            System.Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(),
            "only root can become nobody, on Linux"
        );
        ExternalProgram.Run("/", "chmod", "-R", "a+rX", _folder.Path);
        foreach (var file in _private)
        {
            ExternalProgram.Run(Root, "chmod", "600", file);
        }

        return As(65534, arguments);
    }

    /// <summary>
    /// Runs the program as a user whom the machine does not know. Root becomes that user; any other one takes the number in a
    /// namespace, where files that are its own stay so.
    /// </summary>
    public ProgramResult AsStranger(int user, params string[] arguments) => As(user, arguments);

    private ProgramResult As(int user, string[] arguments)
    {
        // The checkout itself may stand where no other user may look.
        var program = Path.Combine(_folder.Path, "program");
        if (!Directory.Exists(program))
        {
            ExternalProgram.Run("/", "cp", "-r", Path.GetDirectoryName(SourceTree.Program)!, program);
        }

        ExternalProgram.Run("/", "chmod", "-R", "a+rX", program);
        ExternalProgram.Run("/", "chmod", "a+rx", _folder.Path);
        string[] become = System.Environment.IsPrivilegedProcess
            ? [MachineTool.Find("setpriv"), $"--reuid={user}", $"--regid={user}", "--clear-groups"]
            : [MachineTool.Find("unshare"), "--user", $"--map-user={user}", $"--map-group={user}"];
        using var running = Start(
            become[0],
            [
                .. become[1..],
                MachineTool.DotNet,
                Path.Combine(program, Path.GetFileName(SourceTree.Program)),
                .. arguments,
            ]
        );
        return running.WaitForEnd();
    }

    /// <summary>A file that only its owner may read.</summary>
    public ScratchPlatform Private(string path)
    {
        _private.Add(path);
        return this;
    }

    /// <summary>The text, with what differs from run to run replaced by words in angle brackets.</summary>
    public string Normal(string text)
    {
        text = text.Replace(Root, "<root>", StringComparison.Ordinal)
            .Replace(Bin, "<bin>", StringComparison.Ordinal)
            .Replace(Home, "<home>", StringComparison.Ordinal);
        text = RunId().Replace(text, "<run>");
        text = Digest().Replace(text, match => match.Groups["start"].Value + "<digest>");
        return Took().Replace(text, "<time>");
    }

    public void Dispose() => _folder.Dispose();

    private RunningProgram Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program == "dotnet" ? MachineTool.DotNet : program, arguments)
        {
            WorkingDirectory = Root,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Bin;
        start.Environment["HOME"] = Home;
        start.Environment["PATH_TO_PROD_ROOT"] = Root;
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(MachineTool.DotNet);
        start.Environment["GIT_CEILING_DIRECTORIES"] = _folder.Path;
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // one that is killed would leave its pipes for a debugger
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(this, start);
    }

    [GeneratedRegex("url: https?://[a-z.0-9]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b20\d{6}-\d{6}-[0-9a-f]+\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunId();

    [GeneratedRegex("(?<start>sha256:)[0-9a-f]{6,64}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();

    [GeneratedRegex(@"\b\d+(\.\d+)? ?(ms|s|min)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Took();
}
