using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Traces;
using PathToProd.Host.Targets;
using PathToProd.Host.Targets.Pools;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Versions;

namespace PathToProd.Host;

/// <summary>Reads the command line, runs what it asks for, and turns every failure into a message and an exit code.</summary>
internal sealed class HostProgram(TextWriter output, TextWriter error, TimeProvider clock)
{
    private readonly Messages _messages = new(error);

    /// <summary>Runs what the command line asks for.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="unwritten">Why not all of the result could be written; null when it was.</param>
    public ExitCode Run(IReadOnlyList<string> words, Func<string?> unwritten)
    {
        var exitCode = Run(words);
        return unwritten() is { } why
            ? Untold($"Not all of the result could be written to standard output: {why}.", exitCode)
            : exitCode;
    }

    private ExitCode Run(IReadOnlyList<string> words)
    {
        using var interruption = new RunInterruption(_messages);
        SarifFiles? sarif = null;
        Invocation? invocation = null;
        try
        {
            var arguments = Arguments.Parse(words);
            var workspace = PlatformFolder.Find(arguments);
            sarif = SarifFiles.Of(arguments);
            invocation = new Invocation(arguments, workspace, output, error, _messages, interruption, clock);
            var report = Run(invocation);
            report.Write(invocation);
            return sarif.Write(report.Findings, report.ExitCode, failure: null) is { } trouble
                ? Untold(trouble, report.ExitCode)
                : report.ExitCode;
        }
        catch (PlatformException exception)
        {
            return Fail(exception, sarif);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(Refused(exception, invocation?.IsVerbose == true), sarif);
        }
        catch (OperationCanceledException) when (interruption.IsRequested)
        {
            _messages.Say("Cancelled.");
            return ExitCode.Cancelled;
        }
        finally
        {
            Say(RunTraces.End());
        }
    }

    private ExitCode Fail(PlatformException exception, SarifFiles? sarif)
    {
        _messages.Say(exception.Message);
        Say(
            sarif?.Write(
                Finding.Of(exception.Problems),
                exception.ExitCode,
                exception.Problems.Count == 0 ? exception.Message : null
            )
        );
        if (CiHosts.Of(Environment.GetEnvironmentVariable) == CiHost.GitHub)
        {
            GuardedWriter.Unguarded(error).Write(ErrorAnnotations.Of(exception.Problems));
        }

        return exception.ExitCode;
    }

    /// <summary>
    /// A disk that is full or may not be written, where nothing more can be said than the system says. That is no defect of this program, so where it happened
    /// is only shown on request.
    /// </summary>
    private static PlatformException Refused(Exception exception, bool isVerbose) =>
        new(
            ExitCode.Failed,
            $"The system refused what this needs: {exception.Message.TrimEnd('.')}.\n"
                + "Free some space, or get the right to read and write there; then run the same command again."
                + (isVerbose ? $"\n{exception}" : " --verbosity=verbose shows where it happened."),
            exception
        );

    private ExitCode Untold(string trouble, ExitCode exitCode)
    {
        Say(trouble);
        return exitCode == ExitCode.Done ? ExitCode.Failed : exitCode;
    }

    private void Say(string? trouble)
    {
        if (trouble is not null)
        {
            _messages.Say(trouble);
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
        if (DryRun.Of(invocation, name, target) is { } shown)
        {
            return shown;
        }

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
            Json = () => JsonReport.Write(new VersionDocument(version), HostJson.Default.VersionDocument),
        };
    }
}
