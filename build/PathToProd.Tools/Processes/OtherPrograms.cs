using System.ComponentModel;
using System.Diagnostics;
using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tools.Processes;

/// <summary>A program that is running.</summary>
/// <param name="CommandLine">What it is, secrets hidden.</param>
/// <param name="Started">Since when; the beginning of time when that may not be read.</param>
public sealed record OtherProgram(string CommandLine, DateTimeOffset Started);

/// <summary>Programs on this machine that no run of this program started. Only on Linux is anything found.</summary>
public static class OtherPrograms
{
    /// <summary>Those with one of these names. One whose environment may not be read counts as another's.</summary>
    /// <param name="redactor">Hides secrets in command lines.</param>
    /// <param name="names">The names of their files, without folders.</param>
    public static IReadOnlyList<OtherProgram> Of(Redactor redactor, params IReadOnlyCollection<string> names) =>
        [
            .. from entry in ProcessTable.Read()
            let arguments = ProcessTable.Arguments(entry.Id)
            where
                !entry.Ended
                && arguments is [var program, ..]
                && names.Contains(Path.GetFileName(program))
                && !ProcessTable.HasVariable(entry.Id, ChildEnvironment.Run)
            let line = string.Join(' ', arguments.Select(redactor.Hide).Select(ShellQuoting.Quote))
            select new OtherProgram(redactor.Hide(line), StartOf(entry.Id)),
        ];

    private static DateTimeOffset StartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new DateTimeOffset(process.StartTime);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended meanwhile, or is not ours to look at.
            return DateTimeOffset.MinValue;
        }
    }
}
