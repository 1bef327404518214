using PathToProd.Decisions.Leases;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>The record of a pool in a file of this checkout.</summary>
/// <param name="file">The file.</param>
/// <param name="shown">The same as people read it.</param>
internal sealed class FilePool(string file, string shown) : IPoolStore
{
    // It is held only while a small file is written.
    private static readonly TimeSpan TurnPatience = TimeSpan.FromSeconds(30);

    public string Place => shown;

    public string Advice => "Make it readable and writable for this user, then run the same command again.";

    public TimeSpan Pause => TimeSpan.FromMilliseconds(100);

    // The text is its own position: whatever changes it changes a number in it that only grows.
    public (string? Text, string? Position) Look()
    {
        try
        {
            var text = SmallFile.ReadText(file);
            return (text, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Cannot("read", exception);
        }
    }

    public WriteOutcome Write(string? position, string text, string message, string who, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var turn = HeldFile.Hold($"{file}.lock", TurnPatience);
            if (SmallFile.ReadText(file) != position)
            {
                return new WriteOutcome.Moved();
            }

            AtomicFile.Write(file, text + "\n");
            return new WriteOutcome.Accepted(text + "\n");
        }
        catch (IOException exception) when (HeldFile.IsHeld(exception))
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Cannot("write", exception);
        }
    }

    private PlatformException Cannot(string verb, Exception exception) =>
        new(ExitCode.Failed, $"Could not {verb} {shown}: {exception.Message} {Advice}", exception);
}
