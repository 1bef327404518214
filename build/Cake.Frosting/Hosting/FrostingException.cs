namespace Cake.Frosting;

/// <summary>The program is put together wrongly, as far as the host can tell: a dependency that is not a task, a folder that does not exist.</summary>
#pragma warning disable CA1032 // the official class has these two constructors
public sealed class FrostingException : Exception
{
    /// <param name="message">What is wrong.</param>
    public FrostingException(string message)
        : base(message) { }

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What made it show.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException) { }
}
