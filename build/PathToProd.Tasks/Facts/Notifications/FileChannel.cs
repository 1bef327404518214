using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>A file that gets a line for each notification.</summary>
/// <param name="path">The file.</param>
/// <param name="name">What messages call it.</param>
internal sealed class FileChannel(string path, string name) : IChannel
{
    private readonly AppendOnlyFile _file = new(path, $"the notifications {name}", isDurable: false);

    public ValueTask<Delivery> SendAsync(string text, string id, CancellationToken cancellation)
    {
        try
        {
            _file.Append(text);
            return ValueTask.FromResult(Delivery.Done);
        }
        catch (PlatformException exception)
        {
            return ValueTask.FromResult(
                new Delivery($"cannot be written: {Prose.FirstLine(exception.Message).TrimEnd('.')}")
            );
        }
    }

    public void Dispose()
    {
        // The file is open only while a line is added.
    }
}
