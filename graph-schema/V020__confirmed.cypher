MATCH (o:Organisation {kept: true}) WHERE o.confirmed IS NULL SET o.confirmed = date();
