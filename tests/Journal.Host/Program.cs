using Jifen.Journal.Host;

// A process of its own around a journal, for tests that let its disk fail and for measuring it.
return args switch
{
    ["append", string folder, string count, string bytes] => Appending.Run(folder, Number(count), Number(bytes)),
    ["measure", string folder] => Measuring.Run(folder),
    ["measure", string folder, string size, string shards] => Measuring.RunOne(folder, Number(size), Number(shards)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("append FOLDER COUNT BYTES | measure FOLDER [BATCH SHARDS]");
    return 64;
}
