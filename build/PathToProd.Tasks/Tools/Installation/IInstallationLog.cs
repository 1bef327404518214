namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Receives the progress of an installation.</summary>
public interface IInstallationLog
{
    /// <summary>One line for the user.</summary>
    void Say(string line);

    /// <summary>Bytes arrived. Called often: the display decides how often to show it.</summary>
    /// <param name="tool">The tool's name and version.</param>
    /// <param name="bytes">How many arrived so far.</param>
    /// <param name="total">How many there will be; null when the server did not say.</param>
    void Progress(string tool, long bytes, long? total);
}
