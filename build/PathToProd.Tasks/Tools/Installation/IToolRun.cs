namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Runs a program to its end and takes what it says: enough to ask a tool for its version.</summary>
public interface IToolRun
{
    /// <summary>Runs a program and returns its standard output.</summary>
    /// <param name="file">The program's full path.</param>
    /// <param name="arguments">Its arguments; no shell sees them.</param>
    /// <param name="timeout">Then the program and its children are ended.</param>
    /// <exception cref="TimeoutException">The program did not end in time.</exception>
    /// <exception cref="ToolRunException">The program could not be started, or did not exit with 0.</exception>
    string Run(string file, IReadOnlyList<string> arguments, TimeSpan timeout);
}

/// <summary>A program could not be started, or failed. The message is the end of a sentence about the program.</summary>
public sealed class ToolRunException(string message, Exception? innerException = null)
    : Exception(message, innerException);
