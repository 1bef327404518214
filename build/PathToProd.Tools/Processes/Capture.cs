namespace PathToProd.Tools.Processes;

/// <summary>Which streams of a program are kept for its caller. They are logged, but not shown on the console.</summary>
[Flags]
public enum Capture
{
    /// <summary>Neither: the two streams come as one, in exact order where that is possible.</summary>
    None = 0,

    /// <summary>Standard output.</summary>
    Output = 1,

    /// <summary>Standard error.</summary>
    Error = 2,
}
