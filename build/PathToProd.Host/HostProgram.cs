using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets;
using PathToProd.Host.Targets.Pools;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Versions;

namespace PathToProd.Host;

/// <summary>Reads the command line, runs what it asks for, and turns every failure into a message and an exit code.</summary>
internal sealed class HostProgram(TextWriter output, TextWriter error, TimeProvider clock)
{
    private readonly Messages _messages = new(error);

    public ExitCode Run(IReadOnlyList<string> words)
    {
        using var interruption = new RunInterruption(_messages);
        try
        {
            var arguments = Arguments.Parse(words);
            var invocation = new Invocation(
                arguments,
                FindWorkspace(arguments),
                output,
                error,
                _messages,
                interruption,
                clock
            );
            var report = Run(invocation);
            report.Write(invocation);
            return report.ExitCode;
        }
        catch (PlatformException exception)
        {
            _messages.Say(exception.Message);
            if (CiHosts.Of(Environment.GetEnvironmentVariable) == CiHost.GitHub)
            {
                GuardedWriter.Unguarded(error).Write(ErrorAnnotations.Of(exception.Problems));
            }

            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.IsRequested)
        {
            _messages.Say("Cancelled.");
            return ExitCode.Cancelled;
        }
    }

    private static Report Run(Invocation invocation)
    {
        if (invocation.Arguments[Option.Version] == "")
        {
            return Version();
        }

        var name = invocation.Arguments[Option.Target];
        if (name is null)
        {
            return HelpTarget.Run(invocation);
        }

        var target = TargetCatalog.Find(name);
        if (target?.IsAboutProduct != true)
        {
            PinOf.SayMismatch(invocation.Workspace, invocation.Messages);
        }

        TargetArguments.Check(invocation.Arguments, target);
        if (
            LeasedRun.IsAsked(invocation)
            && target?.Pools is not (PoolUse.Shows or PoolUse.BringsToSetsOnceReady)
            && !invocation.Arguments.Has(Option.Help)
        )
        {
            return LeasedRun.Run(invocation, name, target, leased => Run(leased, name, target));
        }

        if (invocation.Arguments.Has(Option.Resume) && !invocation.Arguments.Has(Option.Help))
        {
            using var resumption = Resumption.Of(invocation, name, target is not null);
            return Run(invocation.With(resumption.Arguments, resumption), name, target);
        }

        return Run(invocation, name, target);
    }

    private static Report Run(Invocation invocation, string name, HostTarget? target) =>
        invocation.Arguments.Has(Option.Help) ? HelpTarget.Of(target ?? ComponentTargets.Unknown(invocation, name))
        : AffectedTarget.IsNothing(invocation, target) ? new Report { Text = _ => $"{invocation.Affected.Nothing}\n" }
        : invocation.Arguments.Has(Option.CheckInputs) ? InputCheck.Run(invocation)
        : target?.Run is { } run ? run(invocation)
        : ComponentTargets.Run(invocation, name, target);

    private static Report Version()
    {
        var version = ProductVersion.Text;
        return new Report
        {
            Text = _ => $"Path to Prod {version}\n",
            Json = () => JsonReport.Write(new VersionDocument(version), HostReports.Default.VersionDocument),
        };
    }

    /// <summary>The folder that the launcher names, else the nearest one upwards that holds a platform.</summary>
    private static Workspace FindWorkspace(Arguments arguments)
    {
        var named = Environment.GetEnvironmentVariable("PATH_TO_PROD_ROOT");
        if (!string.IsNullOrEmpty(named))
        {
            return new Workspace(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "platform.yaml")))
            {
                return new Workspace(folder.FullName);
            }
        }

        if (arguments[Option.Target] is { } name && TargetCatalog.Find(name) is { NeedsPlatform: false })
        {
            return new Workspace(Environment.CurrentDirectory);
        }

        throw new PlatformException(
            ExitCode.WrongInput,
            $"There is no platform.yaml in {Environment.CurrentDirectory} or above it.\n"
                + "Start the program with build.sh, or in a platform's folder. `--target=NewPlatform --to=FOLDER` makes a platform."
        );
    }
}
