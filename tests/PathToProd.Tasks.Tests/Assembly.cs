[assembly: ForeignCulture]
