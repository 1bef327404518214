using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tools.Installation;
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
            "The libraries, the tool with native code for this machine and without for any other, and the template. They go to artifacts/packages/.",
            [Option.To, Option.PackageVersion, Option.Machines]
        )
        {
            IsAboutProduct = true,
            Run = Run,
        };

    private const string BillEnd = ".cdx.json";

    private const string ReadyToRun = "PATH_TO_PROD_READY_TO_RUN";

    /// <summary>Tests are compiled with them from the same sources; here they would take most of the time.</summary>
    private const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    /// <summary>The package that runs on each machine, without native code.</summary>
    private const string AnyMachine = "any";

    /// <summary>In the order of what refers to what.</summary>
    private static readonly string[] Libraries = ["build/PathToProd", "build/PathToProd.Tasks"];

    private readonly Invocation _invocation;
    private readonly SemVersion _version;
    private readonly ImmutableArray<string> _machines;
    private readonly string _work;
    private readonly string _output;

    private PackTarget(Invocation invocation)
    {
        _invocation = invocation;
        _version = VersionOf(invocation);
        _machines = MachinesOf(invocation);
        _work = Path.Combine(invocation.Workspace.Artifacts, "obj", "packages");
        _output = Path.GetFullPath(
            invocation.Arguments[Option.To] ?? Path.Combine(invocation.Workspace.Artifacts, "packages")
        );
    }

    private static SemVersion VersionOf(Invocation invocation) =>
        invocation.Arguments[Option.PackageVersion] is not { } asked ? ProductVersion.Current
        : SemVersion.TryParse(asked, out var version, out var error) ? version
        : throw PlatformException.Wrong($"--version={asked} is not a version: {error.What}", error.Fix);

    /// <summary>As in the launcher, a variable leaves native code out: it takes as long as all the rest.</summary>
    private static ImmutableArray<string> MachinesOf(Invocation invocation)
    {
        if (invocation.Arguments[Option.Machines] is not { } asked)
        {
            return Environment.GetEnvironmentVariable(ReadyToRun) == "false"
                ? []
                : [ToolMachine.Current(invocation.Workspace.Root).RuntimeName];
        }

        ImmutableArray<string> machines = [.. Arguments.ListOf(asked).Distinct(StringComparer.Ordinal)];
        PlatformException.ThrowIfAny([
            .. machines
                .Where(machine => !RuntimeIdentifier.Known.Contains(machine))
                .Select(machine => new Problem(
                    null,
                    $"--machines={machine}: no native code can be made for such a machine",
                    $"write {Prose.List([.. RuntimeIdentifier.Known], "or")}"
                )),
        ]);
        return machines;
    }

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
        Publish();
        foreach (var library in Libraries)
        {
            PackCompiled(library);
        }

        Directory.CreateDirectory(_output);
        File.WriteAllText(Path.Combine(_output, $"PathToProd.Tool.{_version}{BillEnd}"), Bill(Program(AnyMachine)));
        foreach (var machine in (string[])[AnyMachine, .. _machines])
        {
            Say($"the tool for {Shown(machine)}");
            Pack("build/packages/tool", $"-p:Machine={machine}", $"-p:Payload={Program(machine)}");
        }

        Say("the tool, which names these");
        Pack("build/packages/tool", $"-p:Machines={string.Join('+', _machines)}");
        PackTemplate(Program(AnyMachine));
        return Tell();
    }

    private static string Shown(string machine) => machine == AnyMachine ? "any machine" : machine;

    private string Program(string machine) => Path.Combine(_work, "program", machine);

    /// <summary>With native code for each machine. What was published without it is put aside by the first of these.</summary>
    private void Publish()
    {
        if (_machines.IsEmpty)
        {
            Publish(AnyMachine);
        }

        foreach (var machine in _machines)
        {
            string[] aside = machine == _machines[0] ? [$"-p:ManagedPublishDir={Program(AnyMachine)}/"] : [];
            Publish(machine, [$"-p:NativeMachine={machine}", .. aside]);
        }

        foreach (var machine in (string[])[AnyMachine, .. _machines])
        {
            File.WriteAllText(Path.Combine(Program(machine), "path-to-prod.1"), ManPage.Text());
            File.WriteAllText(Path.Combine(Program(machine), "bom.cdx.json"), Bill(Program(machine)));
        }
    }

    private void Publish(string machine, params string[] properties)
    {
        Say($"the program for {Shown(machine)}");
        DotNet(
            ImmutableDictionary<string, string?>.Empty.Add(ReadyToRun, machine == AnyMachine ? "false" : "true"),
            [
                "publish",
                "build/PathToProd.Host",
                "--configuration",
                "Release",
                WithoutAnalyzers,
                $"-p:Version={_version}",
                "--output",
                Program(machine),
                .. properties,
            ]
        );
    }

    private string Bill(string program) =>
        SoftwareBill.Write(File.ReadAllText(Path.Combine(program, "path-to-prod.deps.json")), $"{_version}");

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
        Say("the template");
        Pack("build/packages/templates", $"-p:Content={content}");
    }

    /// <summary>What was compiled for the program. Its references are resolved again: a package has others than a project in this repository.</summary>
    private void PackCompiled(string project)
    {
        Say(project);
        DotNet(
            ImmutableDictionary<string, string?>.Empty,
            "msbuild",
            project,
            "-restore",
            "-target:Pack",
            "-p:NoBuild=true",
            "-p:Configuration=Release",
            "-p:PathToProdPacking=true",
            $"-p:PackageOutputPath={_output}",
            $"-p:Version={_version}"
        );
    }

    /// <summary>Apart from what is compiled: these have nothing but files.</summary>
    private void Pack(string project, params string[] properties)
    {
        DotNet(
            ImmutableDictionary<string, string?>.Empty,
            [
                "pack",
                project,
                "--configuration",
                "Release",
                "--output",
                _output,
                WithoutAnalyzers,
                "-p:PathToProdPacking=true",
                $"-p:Version={_version}",
                $"-p:ArtifactsPath={Path.Combine(_work, "dotnet")}",
                .. properties,
            ]
        );
    }

    private void DotNet(ImmutableDictionary<string, string?> environment, params string[] words)
    {
        var isProgram = words[0].EndsWith(".dll", StringComparison.Ordinal);
        new CommandRunner()
            .Run(
                new Command("dotnet", [.. words, .. isProgram ? [] : Quiet])
                {
                    Environment = environment,
                    WorkingDirectory = _invocation.Workspace.Root,
                },
                new ProcessScope
                {
                    Cancellation = _invocation.RunInterruption.Politely,
                    CancellationAtOnce = _invocation.RunInterruption.AtOnce,
                    // What the program says to those who call it is not for those who pack.
                    Console = isProgram ? NoSink.Instance : new ConsoleSink(_invocation.Error),
                }
            )
            .EnsureEnded()
            .EnsureSucceeded();
    }

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
                    HostJson.Default.PackDocument
                ),
        };
    }

    private void Say(string text) => _invocation.Error.WriteLine($"Packing {text}");
}
