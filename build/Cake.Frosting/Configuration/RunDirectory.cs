using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>What <c>UseWorkingDirectory</c> asked for.</summary>
internal sealed record RunDirectory(DirectoryPath Path);
