using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Host.Targets;

/// <summary>Makes all packages of this project, with one version.</summary>
internal sealed class PackTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Pack",
            "makes the packages of Path to Prod itself",
            "The libraries, the tool for this machine and for any other, and the template. They go to artifacts/packages/.",
            [Option.To, Option.PackageVersion]
        )
        {
            IsAboutProduct = true,
            Run = Run,
        };

    private const string BillEnd = ".cdx.json";

    /// <summary>The package that runs on each machine, without native code.</summary>
    private const string AnyMachine = "any";

    /// <summary>In the order of what refers to what.</summary>
    private static readonly string[] Libraries = ["build/PathToProd", "build/PathToProd.Tasks"];

    private readonly Invocation _invocation;
    private readonly SemVersion _version;
    private readonly string _work;
    private readonly string _output;

    private PackTarget(Invocation invocation)
    {
        _invocation = invocation;
        _version = VersionOf(invocation);
        _work = Path.Combine(invocation.Workspace.Artifacts, "obj", "packages");
        _output = Path.GetFullPath(
            invocation.Arguments[Option.To] ?? Path.Combine(invocation.Workspace.Artifacts, "packages")
        );
    }

    private static SemVersion VersionOf(Invocation invocation) =>
        invocation.Arguments[Option.PackageVersion] is not { } asked ? ProductVersion.Current
        : SemVersion.TryParse(asked, out var version, out var error) ? version
        : throw PlatformException.Wrong($"--version={asked} is not a version: {error.What}", error.Fix);

    private static Report Run(Invocation invocation) =>
        File.Exists(Path.Combine(invocation.Workspace.Root, "build/packages/tool/PathToProd.Tool.csproj"))
            ? new PackTarget(invocation).Run()
            : throw new PlatformException(
                ExitCode.WrongInput,
                "Pack makes the packages of Path to Prod itself, and this is not its repository.\n"
                    + "To publish a component's artifact: ./build.sh --target=Publish."
            );

    private Report Run()
    {
        AtomicFolder.Delete(_work);
        Directory.CreateDirectory(_work);
        using var tools = new MachineTools(_invocation);
        var machine = tools.Machine.RuntimeName;
        foreach (var library in Libraries)
        {
            Pack(library);
        }

        var program = Publish(AnyMachine, isNative: false);
        Directory.CreateDirectory(_output);
        File.WriteAllText(Path.Combine(_output, $"PathToProd.Tool.{_version}{BillEnd}"), Bill(program));
        PackTool(AnyMachine, program);
        PackTool(machine, Publish(machine, isNative: true));
        Pack("build/packages/tool", $"-p:ThisMachine={machine}");
        PackTemplate(program);
        return Tell();
    }

    private string Publish(string machine, bool isNative)
    {
        var folder = Path.Combine(_work, "program", machine);
        Say(isNative ? $"the program for {machine}" : "the program for any machine");
        DotNet(
            ImmutableDictionary<string, string?>.Empty.Add("PATH_TO_PROD_READY_TO_RUN", isNative ? "true" : "false"),
            "publish",
            "build/PathToProd.Host",
            "--configuration",
            "Release",
            $"-p:Version={_version}",
            "--output",
            folder
        );
        File.WriteAllText(Path.Combine(folder, "path-to-prod.1"), ManPage.Text());
        File.WriteAllText(Path.Combine(folder, "bom.cdx.json"), Bill(folder));
        return folder;
    }

    private string Bill(string program) =>
        SoftwareBill.Write(File.ReadAllText(Path.Combine(program, "path-to-prod.deps.json")), $"{_version}");

    private void PackTool(string machine, string program) =>
        Pack("build/packages/tool", $"-p:Machine={machine}", $"-p:Payload={program}");

    /// <summary>What NewPlatform makes, with a name that <c>dotnet new</c> replaces.</summary>
    private void PackTemplate(string program)
    {
        var content = Path.Combine(_work, "name-of-the-platform");
        DotNet(
            ImmutableDictionary<string, string?>.Empty,
            Path.Combine(program, "path-to-prod.dll"),
            "--target=NewPlatform",
            $"--to={content}"
        );
        Pack("build/packages/templates", $"-p:Content={content}");
    }

    /// <summary>Apart from what the compiler made before: a package has other references than a project in this repository.</summary>
    private void Pack(string project, params string[] properties)
    {
        Say(project);
        DotNet(
            ImmutableDictionary<string, string?>.Empty,
            [
                "pack",
                project,
                "--configuration",
                "Release",
                "--output",
                _output,
                "-p:PathToProdPacking=true",
                $"-p:Version={_version}",
                $"-p:ArtifactsPath={Path.Combine(_work, "dotnet")}",
                .. properties,
            ]
        );
    }

    private void DotNet(ImmutableDictionary<string, string?> environment, params string[] words) =>
        new CommandRunner()
            .Run(
                new Command("dotnet", [.. words, .. words[0].EndsWith(".dll", StringComparison.Ordinal) ? [] : Quiet])
                {
                    Environment = environment,
                    WorkingDirectory = _invocation.Workspace.Root,
                },
                new ProcessScope
                {
                    Cancellation = _invocation.RunInterruption.Politely,
                    CancellationAtOnce = _invocation.RunInterruption.AtOnce,
                    Console = new ConsoleSink(_invocation.Error),
                }
            )
            .EnsureEnded()
            .EnsureSucceeded();

    private static readonly string[] Quiet = ["--nologo", "--tl:off", "--verbosity", "quiet"];

    private Report Tell()
    {
        ImmutableArray<string> packages =
        [
            .. Directory
                .EnumerateFiles(_output, $"*.{_version}.*")
                .Where(file =>
                    file.EndsWith("nupkg", StringComparison.Ordinal) || file.EndsWith(BillEnd, StringComparison.Ordinal)
                )
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];
        var folder = _invocation.Workspace.Show(_output);
        return new Report
        {
            Text = _ => $"Version {_version}, in {folder}:\n\n{string.Concat(packages.Select(name => $"  {name}\n"))}",
            Json = () =>
                JsonReport.Write(
                    new PackDocument(_version.ToString(), folder, packages),
                    HostReports.Default.PackDocument
                ),
        };
    }

    private void Say(string text) => _invocation.Error.WriteLine($"Packing {text}");
}
